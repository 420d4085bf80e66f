declare const faults: { readonly layoutFaults: () => string[] };
export = faults;
