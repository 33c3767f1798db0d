/*
 * Runs one program and writes what it cost to a file, as JSON: wall time, CPU time of it and of all it waited for, and the
 * peak memory of the largest of these processes. Only wait4(2) knows this of another process, and Node has no wait4.
 *
 * Usage: timed <file> <program> [argument]...
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double ms(struct timeval t) { return t.tv_sec * 1e3 + t.tv_usec / 1e3; }

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: timed <file> <program> [argument]...\n");
    return 2;
  }
  double from = now_ms();
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    return 2;
  }
  if (child == 0) {
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    _exit(127);
  }
  int status;
  struct rusage used;
  if (wait4(child, &status, 0, &used) < 0) {
    perror("wait4");
    return 2;
  }
  double wall = now_ms() - from;
  FILE *out = fopen(argv[1], "w");
  if (out == NULL) {
    perror(argv[1]);
    return 2;
  }
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fprintf(out, "{\"wallMs\":%.3f,\"userMs\":%.3f,\"systemMs\":%.3f,\"peakBytes\":%ld,\"code\":%d}\n", wall,
          ms(used.ru_utime), ms(used.ru_stime), used.ru_maxrss * 1024L, code);
  return fclose(out) == 0 ? 0 : 2;
}
