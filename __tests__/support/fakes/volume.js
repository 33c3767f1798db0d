// A volume in memory that really links, counts and fills up, with the faults a test gives it.
import { pathFromText } from "../../../src/core/byte-path.js";
import { decodeMarker, markerName } from "../../../src/core/marker.js";
import { messageOf } from "../../../src/core/failure.js";
import { Disk } from "./disk.js";
import { memorySeries } from "./series.js";
export class MemoryVolume {
    name;
    path;
    disk;
    clock;
    source;
    user;
    /** What differs from a marked, writable directory that is a mount of its own. */
    differs = {};
    /** Absent when it is not on this machine. */
    isHere = true;
    /** Where it is mounted besides. */
    alsoAt = [];
    /** Other runs that write a series, and how long they still will. */
    locks = new Map();
    /** Snapshots that somebody reads: `<series>/<id>`. */
    readers = new Set();
    /** What the disk use of a series' snapshots was, as kept beside them. */
    kept = new Map();
    refused = new Map();
    complaints = new Map();
    stores = (_, data) => data;
    unreadable = () => false;
    /** What not even lstat or readdir can be had of. */
    closed = () => false;
    /** Every stored file that a verification has read, as often as it did. */
    read = [];
    afterProbe = () => undefined;
    beforeCopy = () => undefined;
    afterCopy = () => undefined;
    afterSeal = () => undefined;
    breaksAt;
    /** What a deletion leaves, in rm's words. */
    undeletable = [];
    clearingFails;
    trashFails;
    listingFails;
    keepingFails;
    /** The page cannot be written. */
    pageFails;
    constructor(path, clock, source, user) {
        this.name = path;
        this.path = path;
        this.clock = clock;
        this.source = source;
        this.user = user;
        this.disk = new Disk(clock, path);
        this.disk.write(`${path}/${markerName}`, '{"format":1}\n');
    }
    places() {
        return Promise.resolve(this.isHere ? [this.path, ...this.alsoAt].map(place => pathFromText(place)) : []);
    }
    state() {
        return Promise.resolve({
            kind: 'directory',
            isWritable: true,
            isMount: true,
            mountPoint: this.path,
            filesystem: 'ext4',
            isWholeFilesystem: true,
            marker: this.#marker(),
            ...this.differs
        });
    }
    mark(text) {
        this.disk.write(`${this.path}/${markerName}`, text);
        return Promise.resolve();
    }
    probeLinks() {
        const { disk } = this;
        const probe = `${this.path}/.snapshot-probe`;
        const tried = (work) => {
            try {
                work();
                return { works: true };
            }
            catch (error) {
                return { works: false, why: messageOf(error) };
            }
        };
        disk.write(`${probe}/file`, 'probe\n');
        const result = {
            hardLinks: tried(() => {
                disk.link(`${probe}/file`, `${probe}/link`);
            }),
            symlinks: tried(() => {
                disk.symlink(`${probe}/symlink`, 'one');
            })
        };
        disk.remove(probe);
        this.afterProbe();
        return Promise.resolve(result);
    }
    free() {
        return Promise.resolve(this.disk.free());
    }
    series(name) {
        return memorySeries(this, name);
    }
    seriesNames() {
        const own = '/.snapshots';
        const paths = this.disk.under(this.path).map(([path]) => path);
        return Promise.resolve(paths.filter(path => path.endsWith(own)).map(path => path.slice(0, -own.length)));
    }
    #marker() {
        const text = this.disk.at(`${this.path}/${markerName}`)?.data;
        if (text === undefined)
            return { state: 'absent' };
        try {
            decodeMarker(text);
            return { state: 'present' };
        }
        catch (error) {
            return { state: 'damaged', why: messageOf(error) };
        }
    }
}
