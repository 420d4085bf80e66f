declare const rules: {
  readonly mayImport: Record<string, string[]>;
  readonly purePackages: Record<string, string[]>;
};
export = rules;
