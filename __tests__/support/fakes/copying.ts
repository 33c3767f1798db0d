// From how many links on the trees in memory take copies beside them: from the first, unless a test says otherwise.

export const copying = { besideLinksFrom: 1 }
