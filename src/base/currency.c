#include "base/currency.h"

#include <string.h>

#include "base/text.h"

/* ISO 4217's circulating currencies, funds and metals; sorted, each four bytes with its blank. */
static const char codes[]
  = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB "
    "EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD "
    "JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL ";

/* Minor units other than two digits (ISO 4217, list one). */
static const char no_digits[]
  = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
static const char three_digits[] = "BHD IQD JOD KWD LYD OMR TND ";
static const char four_digits[] = "CLF UYW ";

static const struct
{
  const char *code;
  const char *symbol;
} symbols[] = {
  { "CNY", "¥" },   { "USD", "US$" }, { "EUR", "€" },    { "GBP", "£" },  { "JPY", "JP¥" },
  { "HKD", "HK$" }, { "TWD", "NT$" }, { "MOP", "MOP$" }, { "SGD", "S$" }, { "AUD", "A$" },
  { "CAD", "C$" },  { "NZD", "NZ$" }, { "KRW", "₩" },    { "INR", "₹" },  { "RUB", "₽" },
  { "THB", "฿" },   { "VND", "₫" },   { "TRY", "₺" },    { "UAH", "₴" },  { "BRL", "R$" },
  { "ILS", "₪" },   { "NGN", "₦" },   { "PHP", "₱" },    { "KZT", "₸" },  { "MXN", "MX$" },
};

/* What files and people write, folded. */
static const struct
{
  const char *word;
  const char *code;
} words[] = {
  { "¥", "CNY" },        { "元", "CNY" },       { "圆", "CNY" },       { "rmb", "CNY" },
  { "rmb¥", "CNY" },     { "人民币", "CNY" },   { "cn¥", "CNY" },      { "cnh", "CNY" },
  { "块", "CNY" },       { "人民币元", "CNY" }, { "$", "USD" },        { "us$", "USD" },
  { "美元", "USD" },     { "美金", "USD" },     { "dollars", "USD" },  { "€", "EUR" },
  { "欧元", "EUR" },     { "euro", "EUR" },     { "euros", "EUR" },    { "£", "GBP" },
  { "英镑", "GBP" },     { "jp¥", "JPY" },      { "円", "JPY" },       { "日元", "JPY" },
  { "日圆", "JPY" },     { "hk$", "HKD" },      { "港币", "HKD" },     { "港元", "HKD" },
  { "nt$", "TWD" },      { "台币", "TWD" },     { "新台币", "TWD" },   { "mop$", "MOP" },
  { "澳门元", "MOP" },   { "s$", "SGD" },       { "新加坡元", "SGD" }, { "a$", "AUD" },
  { "澳元", "AUD" },     { "c$", "CAD" },       { "加元", "CAD" },     { "nz$", "NZD" },
  { "₩", "KRW" },        { "韩元", "KRW" },     { "₹", "INR" },        { "卢比", "INR" },
  { "₽", "RUB" },      { "卢布", "RUB" },     { "泰铢", "THB" },     { "฿", "THB" },
  { "₫", "VND" },        { "越南盾", "VND" },   { "₺", "TRY" },        { "₴", "UAH" },
  { "r$", "BRL" },       { "₪", "ILS" },        { "₦", "NGN" },        { "₱", "PHP" },
  { "₸", "KZT" },        { "mx$", "MXN" },      { "fr", "CHF" },       { "sfr", "CHF" },
  { "瑞士法郎", "CHF" },
};

/* Three letters in a list of codes; -1 when they are not there. */
static gssize
place_in (const char *list, const char *code)
{
  if (code == NULL || strlen (code) != 3)
    return -1;
  for (gsize i = 0; list[i] != '\0'; i += 4)
    if (memcmp (list + i, code, 3) == 0)
      return (gssize) i;
  return -1;
}

gboolean
garrison_currency_is_known (const char *code)
{
  return place_in (codes, code) >= 0;
}

int
garrison_currency_digits (const char *code)
{
  if (code == NULL || place_in (no_digits, code) >= 0)
    return 0;
  if (place_in (three_digits, code) >= 0)
    return 3;
  return place_in (four_digits, code) >= 0 ? 4 : 2;
}

const char *
garrison_currency_symbol (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].code, code))
      return symbols[i].symbol;
  return code;
}

const char *
garrison_currency_find (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_autofree char *folded = garrison_text_fold (text);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, folded))
      return words[i].code;
  g_autofree char *upper = g_ascii_strup (folded, -1);
  /* The list is not terminated between codes, an interned string is. */
  return garrison_currency_is_known (upper) ? g_intern_string (upper) : NULL;
}
