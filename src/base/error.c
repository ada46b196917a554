#include "base/error.h"

G_DEFINE_QUARK (garrison-error-quark, garrison_error)
