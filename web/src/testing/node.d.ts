/** What tests use of Node: a real shell to read what we quote, and the server's golden files. */
declare const process: {
  getBuiltinModule(name: 'node:child_process'): {
    spawnSync(
      command: string,
      parameters: readonly string[],
      options: { encoding: 'utf8' },
    ): { stdout: string; error?: Error };
  };
  getBuiltinModule(name: 'node:fs'): {
    readFileSync(path: string, encoding: 'utf8'): string;
  };
};
