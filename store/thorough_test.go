package store

import "flag"

// thorough plays random councils and harms rows as often as CI does, in a stage of its own. Without it the same tests
// play enough to notice what breaks at once, and go test ./... stays quick.
var thorough = flag.Bool("thorough", false, "play as many random councils, and harm as many rows, as CI does")
