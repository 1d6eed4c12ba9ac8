/** The server's JSON as this client reads it. Ids of people, organizations, teams, projects and issues are strings. */

export interface ServerSettings {
  readonly enableUserRegistration: boolean;
  readonly enableOrganizationCreation: boolean;
  /** Nobody has an account yet, and the first one is made with the link of the server's log. */
  readonly setupLinkRequired?: boolean;
  readonly version: string;
  readonly glitchtipInstanceName: string | null;
}

export interface AccountOptions {
  readonly timezone?: string | null;
  readonly language?: string | null;
  readonly clock24Hours?: boolean | null;
  readonly stacktraceOrder?: number | null;
  readonly preferredTheme?: string | null;
}

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly isSuperuser: boolean;
  readonly hasPasswordAuth: boolean;
  readonly options: AccountOptions;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly dateCreated: string;
}

export interface TeamSlug {
  readonly id: string;
  readonly slug: string;
}

export interface Team extends TeamSlug {
  readonly dateCreated: string;
  readonly isMember: boolean;
  readonly memberCount: number;
}

export interface Project {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly platform: string | null;
  readonly dateCreated: string;
  readonly firstEvent: string | null;
  readonly isMember: boolean;
  readonly scrubIPAddresses: boolean;
  readonly eventThrottleRate: number;
  readonly teams?: readonly TeamSlug[];
}

export interface OrganizationDetail extends Organization {
  readonly projects: readonly Project[];
  readonly teams: readonly Team[];
  /** What this account may do here: "project:write", "org:admin", … */
  readonly access: readonly string[];
  readonly openMembership: boolean;
  /** Addresses are shortened in all projects, whatever those say. */
  readonly scrubIPAddresses: boolean;
}

export type Role = 'member' | 'admin' | 'manager' | 'owner';

export interface Member {
  readonly id: string;
  readonly role: Role;
  readonly roleName: string;
  readonly email: string;
  readonly dateCreated: string;
  readonly pending: boolean;
  readonly isOwner: boolean;
  readonly user: Account | null;
}

export interface RateLimit {
  /** Seconds. */
  readonly window: number;
  readonly count: number;
}

export interface ProjectKey {
  readonly id: string;
  readonly name: string | null;
  readonly label: string | null;
  readonly dateCreated: string;
  readonly public: string;
  readonly projectID: number;
  readonly rateLimit: RateLimit | null;
  readonly dsn: { readonly public: string; readonly security: string };
  /** Ours: GlitchTip's keys are always active. */
  readonly isActive?: boolean;
}

export interface ApiToken {
  readonly id: number;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly token: string;
  readonly created: string;
  readonly lastUsedAt?: string | null;
}
