/*
 * What a snapshot cannot avoid, in two threads and nothing else: walk and stat the source, read and hash it once, make the
 * directories, link(2) what is the same, copy what is not, sync. No filter, no check, no report: the floor that this machine
 * sets, to measure against. It trusts its input and keeps no promise; it is not a backup tool.
 *
 * Usage: limit first   <source> <target> <list>                    everything is copied
 *        limit next    <source> <target> <list> <base> <old list>  equal content is linked to the base
 *        limit touched <source> <target> <list> <base> <old list>  the same, where equal inode, size and times stand for equal content
 *        limit copy    <source> <target>                           walk, make directories, copy; no hash, no sync
 * Writes the time of each phase to standard output as JSON.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 2, CHUNK = 16, BUFFER = 1 << 20, PATH_ROOM = 4096 };

struct entry {
  char *path;
  struct stat st;
  unsigned char hash[32];
  bool linked;
};

struct list {
  struct entry *at;
  size_t count, room;
};

static struct list entries, old;
static int source, target, base = -1;
static const char *mode;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double phase_from;
static int phases_told;
static void phase_done(const char *name) {
  double now = now_ms();
  printf("%s{\"phase\":\"%s\",\"ms\":%.1f}", phases_told++ == 0 ? "{\"phases\":[" : ",", name, now - phase_from);
  phase_from = now;
}

static void add(struct list *list, struct entry entry) {
  if (list->count == list->room) {
    list->room = list->room == 0 ? 1024 : list->room * 2;
    list->at = realloc(list->at, list->room * sizeof *list->at);
    if (list->at == NULL) die("realloc");
  }
  list->at[list->count++] = entry;
}

/* ---- two threads over n things */

static atomic_size_t next_thing;
static size_t things;
static void (*work)(size_t, unsigned char *buffer);

static void *worker(void *unused) {
  (void)unused;
  unsigned char *buffer = malloc(BUFFER);
  if (buffer == NULL) die("malloc");
  for (size_t from; (from = atomic_fetch_add(&next_thing, CHUNK)) < things;)
    for (size_t i = from; i < from + CHUNK && i < things; i++) work(i, buffer);
  free(buffer);
  return NULL;
}

static void in_threads(void *(*run)(void *)) {
  pthread_t thread[THREADS];
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&thread[i], NULL, run, NULL) != 0) die("pthread_create");
  for (int i = 0; i < THREADS; i++) pthread_join(thread[i], NULL);
}

static void for_each(size_t count, void (*what)(size_t, unsigned char *)) {
  things = count;
  work = what;
  atomic_store(&next_thing, 0);
  in_threads(worker);
}

/* ---- walk */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static char **waiting;
static size_t waiting_count, waiting_room;
static int busy;

static void enqueue(char *path) {
  if (waiting_count == waiting_room) {
    waiting_room = waiting_room == 0 ? 1024 : waiting_room * 2;
    waiting = realloc(waiting, waiting_room * sizeof *waiting);
    if (waiting == NULL) die("realloc");
  }
  waiting[waiting_count++] = path;
}

static void read_directory(const char *path, struct list *found) {
  int fd = openat(source, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  DIR *directory = fd < 0 ? NULL : fdopendir(fd);
  if (directory == NULL) die(path);
  bool top = strcmp(path, ".") == 0;
  for (struct dirent *d; (d = readdir(directory)) != NULL;) {
    if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0) continue;
    struct entry entry = {0};
    if (fstatat(fd, d->d_name, &entry.st, AT_SYMLINK_NOFOLLOW) != 0) die(d->d_name);
    if (asprintf(&entry.path, "%s%s%s", top ? "" : path, top ? "" : "/", d->d_name) < 0) die("asprintf");
    add(found, entry);
  }
  closedir(directory);
}

static void *walker(void *unused) {
  (void)unused;
  struct list found = {0};
  pthread_mutex_lock(&lock);
  for (;;) {
    while (waiting_count == 0 && busy > 0) pthread_cond_wait(&changed, &lock);
    if (waiting_count == 0) break;
    char *path = waiting[--waiting_count];
    busy++;
    pthread_mutex_unlock(&lock);
    found.count = 0;
    read_directory(path, &found);
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < found.count; i++) {
      add(&entries, found.at[i]);
      if (S_ISDIR(found.at[i].st.st_mode)) enqueue(found.at[i].path);
    }
    busy--;
    pthread_cond_broadcast(&changed);
  }
  pthread_mutex_unlock(&lock);
  free(found.at);
  return NULL;
}

static int by_path(const void *a, const void *b) {
  return strcmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

/* ---- hash, link, copy */

static struct entry *was(const struct entry *e) {
  return bsearch(e, old.at, old.count, sizeof *old.at, by_path);
}

static bool same_time(struct timespec a, struct timespec b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

static bool is_untouched(const struct stat *a, const struct stat *b) {
  return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size && a->st_mode == b->st_mode &&
         same_time(a->st_mtim, b->st_mtim) && same_time(a->st_ctim, b->st_ctim);
}

static __thread EVP_MD_CTX *context;

static void begin_hash(void) {
  if (context == NULL) context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), NULL);
}

static void hash(size_t i, unsigned char *buffer) {
  struct entry *e = &entries.at[i];
  if (!S_ISREG(e->st.st_mode)) return;
  if (strcmp(mode, "touched") == 0) {
    struct entry *before = was(e);
    if (before != NULL && is_untouched(&before->st, &e->st)) {
      memcpy(e->hash, before->hash, sizeof e->hash);
      return;
    }
  }
  begin_hash();
  int fd = openat(source, e->path, O_RDONLY | O_NOFOLLOW);
  if (fd < 0) die(e->path);
  for (ssize_t got; (got = read(fd, buffer, BUFFER)) != 0;) {
    if (got < 0) die(e->path);
    EVP_DigestUpdate(context, buffer, got);
  }
  EVP_DigestFinal_ex(context, e->hash, NULL);
  close(fd);
}

/* A first snapshot hashes what it copies while it is at hand. */
static void copy(struct entry *e, unsigned char *buffer) {
  bool hashes = strcmp(mode, "first") == 0;
  if (hashes) begin_hash();
  int in = openat(source, e->path, O_RDONLY | O_NOFOLLOW);
  int out = openat(target, e->path, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (in < 0 || out < 0) die(e->path);
  for (ssize_t got; (got = read(in, buffer, BUFFER)) != 0;) {
    if (got < 0 || write(out, buffer, got) != got) die(e->path);
    if (hashes) EVP_DigestUpdate(context, buffer, got);
  }
  if (hashes) EVP_DigestFinal_ex(context, e->hash, NULL);
  struct timespec times[2] = {e->st.st_atim, e->st.st_mtim};
  if (fchmod(out, e->st.st_mode & 07777) != 0 || futimens(out, times) != 0) die(e->path);
  close(in);
  close(out);
}

static void place(size_t i, unsigned char *buffer) {
  struct entry *e = &entries.at[i];
  if (S_ISLNK(e->st.st_mode)) {
    ssize_t length = readlinkat(source, e->path, (char *)buffer, PATH_ROOM - 1);
    if (length < 0) die(e->path);
    buffer[length] = 0;
    if (symlinkat((char *)buffer, target, e->path) != 0) die(e->path);
  }
  if (!S_ISREG(e->st.st_mode)) return;
  struct entry *before = base < 0 ? NULL : was(e);
  e->linked = before != NULL && before->st.st_mode == e->st.st_mode && memcmp(before->hash, e->hash, sizeof e->hash) == 0;
  if (!e->linked) copy(e, buffer);
  else if (linkat(base, e->path, target, e->path, 0) != 0) die(e->path);
}

static void finish_directory(size_t i, unsigned char *buffer) {
  (void)buffer;
  struct entry *e = &entries.at[i];
  if (!S_ISDIR(e->st.st_mode)) return;
  struct timespec times[2] = {e->st.st_atim, e->st.st_mtim};
  if (fchmodat(target, e->path, e->st.st_mode & 07777, 0) != 0 || utimensat(target, e->path, times, 0) != 0) die(e->path);
}

/* ---- lists */

static void read_list(const char *file) {
  FILE *in = fopen(file, "r");
  if (in == NULL) die(file);
  struct entry entry;
  char path[PATH_ROOM];
  size_t length;
  while (fread(&length, sizeof length, 1, in) == 1) {
    if (length >= sizeof path || fread(&entry, sizeof entry, 1, in) != 1 || fread(path, 1, length, in) != length) die(file);
    path[length] = 0;
    entry.path = strdup(path);
    add(&old, entry);
  }
  fclose(in);
}

static void write_list(const char *file) {
  FILE *out = fopen(file, "w");
  if (out == NULL) die(file);
  for (size_t i = 0; i < entries.count; i++) {
    size_t length = strlen(entries.at[i].path);
    fwrite(&length, sizeof length, 1, out);
    fwrite(&entries.at[i], sizeof entries.at[i], 1, out);
    fwrite(entries.at[i].path, 1, length, out);
  }
  if (fclose(out) != 0) die(file);
}

static int open_directory(const char *path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY);
  if (fd < 0) die(path);
  return fd;
}

int main(int argc, char **argv) {
  mode = argc > 1 ? argv[1] : "";
  bool copies = strcmp(mode, "copy") == 0, first = strcmp(mode, "first") == 0;
  bool links = strcmp(mode, "next") == 0 || strcmp(mode, "touched") == 0;
  if (!(copies && argc == 4) && !(first && argc == 5) && !(links && argc == 7)) {
    fprintf(stderr, "usage: see the head of limit.c\n");
    return 2;
  }
  phase_from = now_ms();
  source = open_directory(argv[2]);
  if (links) {
    base = open_directory(argv[5]);
    read_list(argv[6]);
  }
  enqueue(".");
  in_threads(walker);
  qsort(entries.at, entries.count, sizeof *entries.at, by_path);
  phase_done("walk");
  if (links) {
    for_each(entries.count, hash);
    phase_done("hash");
  }
  if (mkdir(argv[3], 0755) != 0) die(argv[3]);
  target = open_directory(argv[3]);
  /* Sorted by path, so a directory comes after its parent. */
  for (size_t i = 0; i < entries.count; i++)
    if (S_ISDIR(entries.at[i].st.st_mode) && mkdirat(target, entries.at[i].path, 0700) != 0) die(entries.at[i].path);
  phase_done("mkdir");
  for_each(entries.count, place);
  phase_done(links ? "link and copy" : first ? "hash and copy" : "copy");
  for_each(entries.count, finish_directory);
  phase_done("directories' attributes");
  if (!copies) {
    write_list(argv[4]);
    if (syncfs(target) != 0) die("syncfs");
    phase_done("sync");
  }
  size_t files = 0, linked = 0;
  for (size_t i = 0; i < entries.count; i++) {
    files += S_ISREG(entries.at[i].st.st_mode);
    linked += entries.at[i].linked;
  }
  printf("],\"files\":%zu,\"linked\":%zu}\n", files, linked);
  return 0;
}
