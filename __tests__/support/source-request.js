// A request for a source in a scratch directory, which is the workspace too.
export const requestFor = (scratch, parts = {}) => ({
    path: ['.'],
    workspace: scratch,
    root: scratch,
    include: [],
    exclude: [],
    excludeSecrets: true,
    oneFileSystem: false,
    listingArgs: [],
    ...parts
});
