// A reporter that remembers what it was told.
export class RecordingReporter {
    phases = [];
    infos = [];
    notices = [];
    warnings = [];
    progressed = [];
    phase = (title, work) => {
        this.phases.push(title);
        return work();
    };
    info = (text) => {
        this.infos.push(text);
    };
    notice = (text) => {
        this.notices.push(text);
    };
    warning = (text) => {
        this.warnings.push(text);
    };
    progress = (progress) => {
        this.progressed.push(progress);
    };
}
