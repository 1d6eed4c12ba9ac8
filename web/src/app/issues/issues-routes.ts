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
    children: [
      { path: '', loadComponent: () => import('./feature-detail/event-page').then((m) => m.EventPage) },
      { path: 'events', loadComponent: () => import('./feature-detail/event-list').then((m) => m.EventList) },
      {
        path: 'events/:eventId',
        loadComponent: () => import('./feature-detail/event-page').then((m) => m.EventPage),
      },
      {
        path: 'events/:eventId/json',
        loadComponent: () => import('./feature-detail/event-json').then((m) => m.EventJson),
      },
      { path: 'tags', loadComponent: () => import('./feature-detail/tag-page').then((m) => m.TagPage) },
    ],
  },
];
