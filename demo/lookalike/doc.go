// Package lookalike is a Slack workspace in memory that behaves, over real sockets, as Slack does to an app: it signs
// and delivers slash commands, presses, message shortcuts, modals and events, answers the Web API, judges what the app
// posts as Slack would, and speaks Socket Mode. A newcomer uses it as a web page, where they can be any person of the
// workspace; a whole-program test uses it through Type, Press and Submit. Both go through the same code.
//
// It must never know anything of the app that it serves: no indicators, no database, no package of the bot. What it
// knows of the app is what Slack knows: tokens, a signing secret, a command and the URLs to call. It keeps nothing
// across a restart, and listens to loopback names only, for its page asks nobody for a password.
package lookalike
