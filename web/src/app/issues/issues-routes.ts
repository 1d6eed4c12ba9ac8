import { Routes } from '@angular/router';

export const issuesRoutes: Routes = [
  {
    path: '',
    title: 'Issues',
    loadComponent: () => import('./feature-list/issue-list').then((m) => m.IssueList),
  },
  {
    path: ':issueId',
    title: 'Issue',
    loadComponent: () => import('./feature-detail/issue-detail').then((m) => m.IssueDetail),
  },
];
