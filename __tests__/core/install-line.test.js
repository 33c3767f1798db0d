// How a package is installed here, from the os-release of real systems.
import { describe, expect, test } from '@jest/globals';
import { installLine } from "../../src/core/install-line.js";
const apt = 'sudo apt-get update && sudo apt-get install -y rsync';
describe('the install line', () => {
    test.each([
        ['Debian', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', apt],
        ['Ubuntu', 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', apt],
        ['Linux Mint, which is like Ubuntu', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', apt],
        ['Alpine', 'ID=alpine\nVERSION_ID=3.20.1\n', 'sudo apk add rsync'],
        ['Fedora', 'ID=fedora\n', 'sudo dnf install -y rsync'],
        ['Rocky Linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'sudo dnf install -y rsync'],
        ['Amazon Linux', 'ID="amzn"\nID_LIKE="fedora"\n', 'sudo dnf install -y rsync'],
        ['Arch Linux', 'ID=arch\n', 'sudo pacman -S --noconfirm rsync'],
        ['openSUSE', 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'sudo zypper install -y rsync'],
        ['single quotes', "ID='debian'\n", apt],
        ['NixOS, which has no such command', 'ID=nixos\n', "install rsync with this system's package manager"],
        ['no os-release at all', '', "install rsync with this system's package manager"],
        ['a look-alike key', 'MY_ID=debian\n', "install rsync with this system's package manager"]
    ])('on %s', (_, osRelease, line) => {
        expect(installLine(osRelease, false, ['rsync'])).toBe(line);
    });
    test('as root, and for several packages', () => {
        const packages = ['rsync', 'util-linux'];
        expect(installLine('ID=debian', true, packages)).toBe('apt-get update && apt-get install -y rsync util-linux');
        expect(installLine('ID=alpine', true, packages)).toBe('apk add rsync util-linux');
        expect(installLine('', true, packages)).toBe("install rsync and util-linux with this system's package manager");
    });
});
