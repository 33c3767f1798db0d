// Preloaded into linux.uml, whose kernel keeps 2,696 bytes of a process's registers: where the processor has more (AMX),
// Linux refuses to be given a part of them, and nothing boots. What is missing is taken from the process itself.
// It includes nothing, so that a bare compiler can build it.

typedef unsigned long size_t;
struct piece {
  void *start;
  size_t length;
};
extern long syscall(long number, ...);
extern int *__errno_location(void);
extern void *memcpy(void *to, const void *from, size_t length);

enum { SYS_PTRACE = 101, LAST_PEEK = 3, GETREGSET = 0x4204, SETREGSET = 0x4205, XSTATE = 0x202 };

// UML has one thread that traces, and little stack.
static char all[65536];

long ptrace(long request, int pid, void *address, void *data) {
  long word;
  if (request > 0 && request <= LAST_PEEK) {
    // The system call stores what libc's function returns.
    if (syscall(SYS_PTRACE, request, pid, address, &word) < 0) return -1;
    *__errno_location() = 0;
    return word;
  }
  if (request == SETREGSET && (long)address == XSTATE) {
    const struct piece *given = data;
    struct piece whole = {all, sizeof all};
    if (syscall(SYS_PTRACE, GETREGSET, pid, address, &whole) < 0) return -1;
    if (given->length < whole.length) {
      memcpy(all, given->start, given->length);
      return syscall(SYS_PTRACE, request, pid, address, &whole);
    }
  }
  return syscall(SYS_PTRACE, request, pid, address, data);
}
