/* Mail addresses, as far as the duplicate check and the importer need them. Any thread; results
 * belong to the caller. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_mail_is_valid:
 * @address: (nullable): a bare address without display name
 *
 * A loose check: one local part, one "@", a domain with a dot; no blanks, controls or brackets; at
 * most 254 bytes. Non-ASCII letters are allowed. It refuses slips, it does not prove delivery.
 */
gboolean garrison_mail_is_valid (const char *address);

/** garrison_mail_never_has: blanks, controls and invisible characters, which no address holds. */
gboolean garrison_mail_never_has (gunichar c);

/**
 * garrison_mail_key:
 * @address: (nullable): an address, also as "Name <address>"
 *
 * Returns: (transfer full) (nullable): the address folded for comparing, %NULL if it is none
 */
char *garrison_mail_key (const char *address);

/**
 * garrison_mail_domain:
 * @address: (nullable): an address, also as "Name <address>"
 *
 * Returns: (transfer full) (nullable): the domain in lower case, %NULL if @address is none
 */
char *garrison_mail_domain (const char *address);

/**
 * garrison_mail_domain_is_free:
 * @domain: (nullable): a domain
 *
 * Whether anybody can have an address there (qq.com, gmail.com), so that it says nothing of a
 * company. Subdomains of such a domain count too (vip.163.com).
 */
gboolean garrison_mail_domain_is_free (const char *domain);

/** garrison_mail_free_domains: those domains as far as they stand in a list; ends with %NULL. */
const char *const *garrison_mail_free_domains (void);

/**
 * garrison_mail_company_domain:
 * @address: (nullable): an address, also as "Name <address>"
 *
 * Returns: (transfer full) (nullable): the domain in lower case where it says whose it is; %NULL for a free one, or
 *   one of those that examples have
 */
char *garrison_mail_company_domain (const char *address);

G_END_DECLS
