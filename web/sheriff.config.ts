import { sameTag, SheriffConfig } from '@softarc/sheriff-core';

/**
 * The walls of the client. A domain sees itself and `shared`; a feature sees ui, data and util, and never the
 * other way round. `shell` composes everything and nobody imports it.
 */
export const config: SheriffConfig = {
  enableBarrelLess: true,
  entryFile: './src/main.ts',
  modules: {
    'src/app/shell': ['domain:shell', 'type:shell'],
    'src/app/shared/<type>-<name>': ['domain:shared', 'type:<type>'],
    'src/app/<domain>/feature-<name>': ['domain:<domain>', 'type:feature'],
    'src/app/<domain>/<type>': ['domain:<domain>', 'type:<type>'],
    'src/app/<domain>': ['domain:<domain>', 'type:routes'],
  },
  depRules: {
    root: ['domain:*', 'type:*'],
    'domain:shell': ['domain:*'],
    'domain:*': [sameTag, 'domain:shared'],
    'type:shell': ['type:*'],
    'type:routes': ['type:feature', 'type:ui', 'type:data', 'type:util'],
    'type:feature': ['type:feature', 'type:ui', 'type:data', 'type:util'],
    'type:ui': ['type:ui', 'type:util'],
    'type:data': ['type:data', 'type:util'],
    'type:util': ['type:util'],
  },
};
