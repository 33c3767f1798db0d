// A Debian machine with a sound rsync and flock, until a test takes one of them away.
import { installLine } from "../../../src/core/install-line.js";
export class DebianMachine {
    isRoot;
    rsyncState = {
        state: 'present',
        version: { flavour: 'rsync', version: [3, 2, 7], text: 'rsync 3.2.7' }
    };
    missing = [];
    constructor(isRoot) {
        this.isRoot = isRoot;
    }
    rsync() {
        return Promise.resolve(this.rsyncState);
    }
    missingPackages() {
        return Promise.resolve(this.missing);
    }
    installLine(packages) {
        return Promise.resolve(installLine('ID=debian\n', this.isRoot, packages));
    }
}
