import { Routes } from '@angular/router';
import { setupRoutes } from '../organizations/setup-routes';
import { projectSetupRoutes } from '../projects/setup-routes';

/** The first steps, in order: organization, team, project, first event. */
export const firstSteps: Routes = [...setupRoutes, ...projectSetupRoutes];
