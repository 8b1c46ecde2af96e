#include "CKedge.h"
