// From how many links on the trees in memory take copies beside them, and whether they prepare those that wait: from the first,
// unless a test says otherwise.

export const copying = { besideLinksFrom: 1, isPrepared: false }
