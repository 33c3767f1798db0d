/*
 * A network of two machines in one, with latency and loss: what `tc netem` does, for kernels without it. Two TUN devices,
 * one here and one in a network namespace of its own, and every packet of one comes out of the other later, or never. As it
 * is packets that wait, TCP meets what it meets on such a line: slow starts, delayed acknowledgements, retransmissions.
 *
 * Usage: wire <microseconds each way> <lost of a thousand> <address here> <address there>      (as root, /dev/net/tun)
 * It says `ready`, and ends with its standard input; the other side is entered by nsenter --net=/proc/<its pid>/ns/net.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { largest = 2048, held = 16384 };

struct packet {
  int64_t due;
  ssize_t bytes;
  char data[largest];
};

/** One direction: what came of `from` goes into `to`, in its order. */
struct lane {
  int from, to;
  size_t first, count;
  struct packet *packets;
};

static void die(const char *doing) {
  fprintf(stderr, "wire: %s: %s\n", doing, strerror(errno));
  exit(1);
}

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/** The same packets are lost in every run. */
static uint32_t next_random(void) {
  static uint32_t state = 2463534242u;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

static void set_address(int socket, struct ifreq *request, unsigned long what, const char *address) {
  struct sockaddr_in in = {.sin_family = AF_INET};
  if (inet_pton(AF_INET, address, &in.sin_addr) != 1) {
    fprintf(stderr, "wire: \"%s\" is not an IPv4 address\n", address);
    exit(2);
  }
  memcpy(&request->ifr_addr, &in, sizeof in);
  if (ioctl(socket, what, request) < 0) die(address);
}

static void bring_up(int socket, struct ifreq *request) {
  request->ifr_flags = IFF_UP | IFF_RUNNING;
  if (ioctl(socket, SIOCSIFFLAGS, request) < 0) die("bringing up a device");
}

/** In the network namespace that we are in. */
static int open_device(const char *own, const char *other) {
  int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) die("/dev/net/tun");
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  if (ioctl(device, TUNSETIFF, &request) < 0) die("making a TUN device");
  int socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) die("socket");
  set_address(socket_, &request, SIOCSIFADDR, own);
  set_address(socket_, &request, SIOCSIFDSTADDR, other);
  request.ifr_mtu = 1500;
  if (ioctl(socket_, SIOCSIFMTU, &request) < 0) die("setting the MTU");
  request.ifr_qlen = 10000;
  if (ioctl(socket_, SIOCSIFTXQLEN, &request) < 0) die("setting the queue");
  bring_up(socket_, &request);
  close(socket_);
  return device;
}

static void take(struct lane *lane, int64_t delay, uint32_t lost) {
  while (lane->count < held) {
    struct packet *packet = &lane->packets[(lane->first + lane->count) % held];
    packet->bytes = read(lane->from, packet->data, largest);
    if (packet->bytes < 0 && errno == EAGAIN) return;
    if (packet->bytes <= 0) die("reading a packet");
    if (next_random() % 1000 < lost) continue;
    packet->due = now_us() + delay;
    lane->count++;
  }
}

static void give(struct lane *lane) {
  const int64_t now = now_us();
  for (; lane->count > 0; lane->first = (lane->first + 1) % held, lane->count--) {
    const struct packet *packet = &lane->packets[lane->first];
    if (packet->due > now) return;
    // What a device does not take is lost, as on any line.
    if (write(lane->to, packet->data, (size_t)packet->bytes) < 0 && errno != EAGAIN && errno != ENOBUFS)
      die("writing a packet");
  }
}

static long number(const char *text, long most) {
  char *end;
  errno = 0;
  const long value = strtol(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || value < 0 || value > most) {
    fprintf(stderr, "wire: \"%s\" is not a number from 0 to %ld\n", text, most);
    exit(2);
  }
  return value;
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: wire <microseconds each way> <lost of a thousand> <address here> <address there>\n");
    return 2;
  }
  const int64_t delay = number(argv[1], 10000000);
  const uint32_t lost = (uint32_t)number(argv[2], 1000);
  const int here = open_device(argv[3], argv[4]);
  if (unshare(CLONE_NEWNET) < 0) die("a network namespace");
  const int there = open_device(argv[4], argv[3]);
  struct ifreq loopback = {.ifr_name = "lo"};
  int socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  bring_up(socket_, &loopback);
  close(socket_);
  struct lane lanes[2] = {{.from = here, .to = there}, {.from = there, .to = here}};
  for (int index = 0; index < 2; index++) {
    lanes[index].packets = malloc(sizeof(struct packet) * held);
    if (lanes[index].packets == NULL) die("memory");
  }
  printf("ready\n");
  fflush(stdout);
  for (;;) {
    struct pollfd polled[3] = {{.fd = here, .events = POLLIN}, {.fd = there, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    int64_t next = -1;
    for (int index = 0; index < 2; index++) {
      const struct lane *lane = &lanes[index];
      if (lane->count == held) polled[index].events = 0;
      if (lane->count == 0) continue;
      const int64_t due = lane->packets[lane->first].due;
      if (next < 0 || due < next) next = due;
    }
    const int64_t wait = next < 0 ? 0 : next - now_us();
    const struct timespec timeout = {.tv_sec = wait > 0 ? wait / 1000000 : 0, .tv_nsec = wait > 0 ? wait % 1000000 * 1000 : 0};
    if (ppoll(polled, 3, next < 0 ? NULL : &timeout, NULL) < 0 && errno != EINTR) die("waiting");
    if (polled[2].revents != 0) return 0;
    for (int index = 0; index < 2; index++) {
      if (polled[index].revents & POLLIN) take(&lanes[index], delay, lost);
      give(&lanes[index]);
    }
  }
}
