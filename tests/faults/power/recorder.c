/* Records what a process writes below one folder, and what it flushes, in the order in which it happens.
 *
 * Loaded with LD_PRELOAD. POWER_FOLDER: the folder; POWER_JOURNAL: where the record goes. One record a call, made
 * under a lock while the call itself is made, so that the order is the true one:
 * kind u8, file u32, offset u64, length u32, then the bytes (kind N: the path).
 *
 * Kinds: N a number gets its path, W bytes were written, T a file was cut to an offset, S a file's bytes were flushed,
 * D a folder was flushed, U a path was removed, R renamed (bytes: old, NUL, new).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 65536
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;
static char folder[PATH_MAX];
static size_t folder_length;
static uint32_t number_of[MOST];
static uint8_t is_folder[MOST];
static uint32_t numbers;

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length) {
        ssize_t n = REAL(write)(journal, at, length);
        if (n <= 0) abort();
        at += n;
        length -= (size_t)n;
    }
}

static void record(char kind, uint32_t file, uint64_t offset, uint32_t length, const void *bytes) {
    char head[17];
    head[0] = kind;
    memcpy(head + 1, &file, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 4);
    put(head, sizeof head);
    if (bytes) put(bytes, length);
}

static int ready(void) {
    if (journal == -1) {
        const char *where = getenv("POWER_FOLDER"), *path = getenv("POWER_JOURNAL");
        if (!where || !path || !realpath(where, folder)) {
            journal = -2;
        } else {
            folder_length = strlen(folder);
            journal = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        }
    }
    return journal >= 0;
}

static void opened(int fd) {
    char link[64], path[PATH_MAX];
    struct stat about;
    if (fd < 0 || fd >= MOST) return;
    pthread_mutex_lock(&guard);
    number_of[fd] = 0;
    if (ready() && fd != journal) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t n = readlink(link, path, sizeof path - 1);
        if (n > 0) {
            path[n] = 0;
            if (!strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length])) {
                number_of[fd] = ++numbers;
                is_folder[fd] = !fstat(fd, &about) && S_ISDIR(about.st_mode);
                const char *name = path + folder_length;
                record('N', number_of[fd], 0, (uint32_t)strlen(name), name);
            }
        }
    }
    pthread_mutex_unlock(&guard);
}

static uint32_t number(int fd) { return fd >= 0 && fd < MOST ? number_of[fd] : 0; }

#define OPEN(name, declared, passed)                          \
    int name declared {                                       \
        mode_t mode = 0;                                      \
        if (flags & (O_CREAT | O_TMPFILE)) {                  \
            va_list more;                                     \
            va_start(more, flags);                            \
            mode = va_arg(more, mode_t);                      \
            va_end(more);                                     \
        }                                                     \
        int fd = REAL(name) passed;                           \
        opened(fd);                                           \
        return fd;                                            \
    }
OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPEN(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))

#define WRITTEN(call, fd, offset_first)                                            \
    uint32_t file = number(fd);                                                    \
    if (!file) return call;                                                        \
    pthread_mutex_lock(&guard);                                                    \
    off64_t offset = offset_first;                                                 \
    ssize_t n = call;                                                              \
    if (n > 0) record('W', file, (uint64_t)offset, (uint32_t)n, bytes);            \
    pthread_mutex_unlock(&guard);                                                  \
    return n

static off64_t place(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return lseek64(fd, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t length) { WRITTEN(REAL(write)(fd, bytes, length), fd, place(fd)); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    WRITTEN(REAL(pwrite)(fd, bytes, length, at), fd, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    WRITTEN(REAL(pwrite64)(fd, bytes, length, at), fd, at);
}

#define NOTED(kind, call, at)                                  \
    uint32_t file = number(fd);                                \
    if (!file) return call;                                    \
    pthread_mutex_lock(&guard);                                \
    int result = call;                                         \
    if (!result) record(kind, file, (uint64_t)(at), 0, NULL);  \
    pthread_mutex_unlock(&guard);                              \
    return result

int ftruncate(int fd, off_t size) { NOTED('T', REAL(ftruncate)(fd, size), size); }
int ftruncate64(int fd, off64_t size) { NOTED('T', REAL(ftruncate64)(fd, size), size); }
int fsync(int fd) { NOTED(is_folder[fd] ? 'D' : 'S', REAL(fsync)(fd), 0); }
int fdatasync(int fd) { NOTED(is_folder[fd] ? 'D' : 'S', REAL(fdatasync)(fd), 0); }

static const char *below(const char *path, char *whole) {
    char copy[PATH_MAX];
    const char *name = strrchr(path, '/');
    snprintf(copy, sizeof copy, "%.*s", name ? (int)(name - path) : 1, name ? path : ".");
    if (!realpath(copy, whole) || strncmp(whole, folder, folder_length)) return NULL;
    strncat(whole, "/", PATH_MAX - strlen(whole) - 1);
    strncat(whole, name ? name + 1 : path, PATH_MAX - strlen(whole) - 1);
    return whole + folder_length;
}

int unlink(const char *path) {
    char whole[PATH_MAX];
    pthread_mutex_lock(&guard);
    const char *name = ready() ? below(path, whole) : NULL;
    int result = REAL(unlink)(path);
    if (name && !result) record('U', 0, 0, (uint32_t)strlen(name), name);
    pthread_mutex_unlock(&guard);
    return result;
}

int rename(const char *from, const char *to) {
    char old[PATH_MAX], fresh[PATH_MAX], both[2 * PATH_MAX];
    pthread_mutex_lock(&guard);
    const char *a = ready() ? below(from, old) : NULL, *b = ready() ? below(to, fresh) : NULL;
    int result = REAL(rename)(from, to);
    if (a && b && !result) {
        size_t n = strlen(a) + 1;
        memcpy(both, a, n);
        strcpy(both + n, b);
        record('R', 0, 0, (uint32_t)(n + strlen(b)), both);
    }
    pthread_mutex_unlock(&guard);
    return result;
}
