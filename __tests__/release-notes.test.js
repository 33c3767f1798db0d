// The script that a release takes its text from: the section of its version, or a refusal that says what does not agree.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
const script = join(process.cwd(), 'scripts/release-notes.ts');
let folder = '';
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});
const notes = (tag, changelog, version = '1.2.3') => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
    try {
        const out = execFileSync(process.execPath, ['--no-warnings', script, tag], { cwd: folder, stdio: 'pipe' });
        return { status: 0, out: String(out), said: '' };
    }
    catch (thrown) {
        const { status, stdout, stderr } = thrown;
        return { status, out: String(stdout), said: String(stderr) };
    }
};
const changelog = [
    '# Changelog\n\n## [Unreleased]\n\n- later\n',
    '## [1.2.3] - 2026-11-27\n\n### Added\n\n- this\n',
    '## [1.2.2] - 2026-11-01\n\n- before\n\n[1.2.3]: https://example.org/compare\n'
].join('\n');
it('prints the section of the version and nothing else', () => {
    expect(notes('v1.2.3', changelog)).toEqual({ status: 0, out: '### Added\n\n- this\n', said: '' });
    expect(notes('v1.2.2', changelog, '1.2.2').out).toBe('- before\n');
});
it.each([
    ['a tag of another form', 'release-1', changelog, '1.2.3', /tag is "release-1"; expected one such as v1\.2\.3/],
    ['another version in package.json', 'v1.2.3', changelog, '1.2.2', /package\.json has version 1\.2\.2/],
    ['a version without a section', 'v1.3.0', changelog, '1.3.0', /no section "## \[1\.3\.0\]"/],
    ['a section without a date', 'v1.2.3', '## [1.2.3]\n\n- this\n', '1.2.3', /expected "## \[1\.2\.3\] - YYYY-MM-DD"/],
    ['an empty section', 'v1.2.3', '## [1.2.3] - 2026-11-27\n\n## [1.2.2] - 2026-11-01\n', '1.2.3', /says nothing/]
])('refuses %s', (_, tag, text, version, said) => {
    expect(notes(tag, text, version)).toMatchObject({ status: 1, out: '' });
    expect(notes(tag, text, version).said).toMatch(said);
});
