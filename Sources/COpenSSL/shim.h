#pragma once
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>

/* What OpenSSL offers only as C macros, which Swift does not import. */

static inline int sitrep_ctx_set_versions(SSL_CTX *context, int lowest, int highest) {
    return SSL_CTX_set_min_proto_version(context, lowest) && SSL_CTX_set_max_proto_version(context, highest);
}

static inline int sitrep_ctx_set_groups(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_groups_list(context, names);
}

static inline void sitrep_ctx_set_mode(SSL_CTX *context, long mode) {
    SSL_CTX_set_mode(context, mode);
}

static inline void sitrep_ctx_set_read_ahead(SSL_CTX *context) {
    SSL_CTX_set_read_ahead(context, 1);
}

static inline void sitrep_ctx_disable_session_store(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

static const uint64_t sitrep_op_no_compression = SSL_OP_NO_COMPRESSION;
static const uint64_t sitrep_op_no_renegotiation = SSL_OP_NO_RENEGOTIATION;
static const uint64_t sitrep_op_ignore_unexpected_eof = SSL_OP_IGNORE_UNEXPECTED_EOF;
static const uint64_t sitrep_op_enable_ktls = SSL_OP_ENABLE_KTLS;
