/** The one thing of Node that tests use: a real shell to read what we quote. */
declare const process: {
  getBuiltinModule(name: 'node:child_process'): {
    spawnSync(
      command: string,
      parameters: readonly string[],
      options: { encoding: 'utf8' },
    ): { stdout: string; error?: Error };
  };
};
