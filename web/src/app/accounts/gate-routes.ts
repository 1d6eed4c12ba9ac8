import { Routes } from '@angular/router';

export const gateRoutes: Routes = [];
