import { components } from './openapi';
import { Answer } from './shapes';

/** What several domains read, named. Ids of people, organizations, teams, projects and issues are strings. */

export type ServerSettings = Answer<'/api/settings/'>;

export type Account = Answer<'/api/0/users/{userId}/'>;
export type AccountOptions = Account['options'];

export type Organization = Answer<'/api/0/organizations/'>[number];
export type OrganizationDetail = Answer<'/api/0/organizations/{organization}/'>;
export type Team = OrganizationDetail['teams'][number];
export type Project = OrganizationDetail['projects'][number];

/** At most `count` in `window` seconds. */
export type RateLimit = components['schemas']['IntakeRulesResponseRateLimit'];
