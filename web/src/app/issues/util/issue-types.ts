import { Answer } from '@shared/util-api/shapes';

/** Issues as the server sends them. Ids are strings, times ISO text. */
export type Issue = Answer<'/api/0/organizations/{organization}/issues/{issueId}/'>;
export type IssueStatus = Issue['status'];
export type IssueRelease = NonNullable<Issue['firstRelease']>;
export type StatsPeriod = keyof Issue['stats'];

/** A count that reached `cap` stands for "or more". */
export type IssueCounts = Answer<'/api/0/organizations/{organization}/issues-counts/'>;
export type IssueHistogram = Answer<'/api/0/organizations/{organization}/issues-histogram/'>;
export type Environment = Answer<'/api/0/organizations/{organization}/environments/'>[number];
export type IssueTag = Answer<'/api/0/issues/{issueId}/tags/'>[number];
export type Activity = Answer<'/api/0/issues/{issueId}/activity/'>[number];
