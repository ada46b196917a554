#include "charts/chart-style.h"


static const GarrisonChartPalette light = {
  .series = { 0x2a72d8, 0xd37c3a, 0x156e51, 0xc73385, 0xdbc056, 0x750a96 },
  .others = 0xa9a8a6,
  .text = 0x2b2b2e,
  .dim = 0x6a6a6e,
  .grid = 0xe9e9eb,
  .axis = 0xc9c9cc,
  .good = 0x1b7f4b,
  .bad = 0xc01c28,
  .warn = 0xb45309,
  .accent = 0x3584e4,
  .accent_text = 0x1c71d8,
  .background = 0xffffff,
  .track = 0xf5f5f6,
  .steps = { 0xe8f0fb, 0xc9ddf6, 0x9cc1ee, 0x669fe2, 0x2a72d8, 0x184a94 },
  .soft = 0x9cc1ee,
};

static const GarrisonChartPalette dark = {
  .series = { 0x62a0ea, 0xe7822c, 0x22d0c7, 0xf99fa7, 0xe4da89, 0x995ac0 },
  .others = 0x8c8c90,
  .text = 0xf2f2f3,
  .dim = 0xb4b4b8,
  .grid = 0x3b3b3e,
  .axis = 0x5a5a5e,
  .good = 0x57c98a,
  .bad = 0xff7b63,
  .warn = 0xf0b34a,
  .accent = 0x3584e4,
  .accent_text = 0x78aeed,
  .background = 0x353535,
  .track = 0x3d3d3d,
  .steps = { 0x26374f, 0x2a4a75, 0x3063a0, 0x4484cf, 0x7db0f0, 0xc3dcfb },
  .soft = 0x3063a0,
};

/* Paper takes the light colours; thin grey needs more ink than on a screen. */
static const GarrisonChartPalette print = {
  .series = { 0x2a72d8, 0xd37c3a, 0x156e51, 0xc73385, 0xdbc056, 0x750a96 },
  .others = 0xa9a8a6,
  .text = 0x000000,
  .dim = 0x4a4a4e,
  .grid = 0xdcdcdf,
  .axis = 0x8e8e92,
  .good = 0x1b7f4b,
  .bad = 0xc01c28,
  .warn = 0xb45309,
  .accent = 0x3584e4,
  .accent_text = 0x1c71d8,
  .background = 0xffffff,
  .track = 0xf0f0f1,
  .steps = { 0xe8f0fb, 0xc9ddf6, 0x9cc1ee, 0x669fe2, 0x2a72d8, 0x184a94 },
  .soft = 0x9cc1ee,
};

const GarrisonChartPalette *
garrison_chart_palette (GarrisonChartTheme theme)
{
  switch (theme)
    {
    case GARRISON_CHART_DARK:
      return &dark;
    case GARRISON_CHART_PRINT:
      return &print;
    case GARRISON_CHART_LIGHT:
    default:
      return &light;
    }
}

gboolean
garrison_chart_language_is_chinese (const char *language)
{
  if (language == NULL)
    {
      const char *const *names = g_get_language_names_with_category ("LC_MESSAGES");
      language = names[0];
    }
  return language != NULL && g_ascii_strncasecmp (language, "zh", 2) == 0;
}
