//go:build race

package bot_test

// slowedBy is how many times as long Slack and the bot wait for one another in a story. The race detector makes the bot
// up to ten times as slow, and what it looks for is not how long an answer takes.
const slowedBy = 10
