import { ProjectKey } from '../app/projects/data/project-client';
import { Account, OrganizationDetail, Project } from '../app/shared/util-api/api-types';

const created = '2026-05-09T08:00:00.000Z';
const avatar = { avatarType: 'letter_avatar', avatarUuid: '' };

export const nadia: Account = {
  id: '1',
  email: 'nadia@acme.shop',
  name: 'Nadia Berg',
  isSuperuser: false,
  username: 'nadia@acme.shop',
  isActive: true,
  hasPasswordAuth: true,
  identities: [],
  dateJoined: created,
  lastLogin: null,
  options: { timezone: null, clock24Hours: true, preferredTheme: null },
};

export const storefront: Project = {
  id: '7',
  slug: 'storefront',
  name: 'storefront',
  platform: 'javascript-react',
  dateCreated: created,
  firstEvent: null,
  isMember: true,
  scrubIPAddresses: true,
  eventThrottleRate: 0,
  avatar,
  color: '#3f4f5f',
  features: [],
  hasAccess: true,
  isBookmarked: false,
  isInternal: false,
  isPublic: false,
  teams: [{ id: '3', slug: 'web' }],
};

export const acme: OrganizationDetail = {
  id: '2',
  name: 'Acme Retail',
  slug: 'acme',
  dateCreated: created,
  projects: [storefront],
  teams: [{ id: '3', slug: 'web', dateCreated: created, isMember: true, memberCount: 1 }],
  access: [
    'org:read',
    'org:write',
    'org:admin',
    'project:read',
    'project:write',
    'project:admin',
    'team:write',
  ],
  openMembership: true,
  scrubIPAddresses: true,
  avatar,
  eventThrottleRate: 0,
  isAcceptingEvents: true,
  isEarlyAdopter: false,
  require2fa: false,
  status: { id: 'active', name: 'active' },
};

export const defaultKey: ProjectKey = {
  id: '11111111-2222-3333-4444-555555555555',
  name: 'Default',
  label: 'Default',
  dateCreated: created,
  public: '11111111-2222-3333-4444-555555555555',
  projectID: 7,
  rateLimit: null,
  dsn: {
    public: 'https://9f2c41d0a7e34b6c@errors.acme.shop/7',
    secret: 'https://9f2c41d0a7e34b6c@errors.acme.shop/7',
    security: 'https://errors.acme.shop/api/7/security/',
  },
  isActive: true,
};
