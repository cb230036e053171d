// Package lookalike is a Slack workspace in memory that behaves towards an app as Slack does, over real sockets. It
// signs and delivers slash commands, presses, message shortcuts, modals and events. It answers the Web API, judges what
// the app posts as Slack would, and speaks Socket Mode. A newcomer uses it as a web page, where they can be any person
// of the workspace. A whole-program test uses it through Type, Press and Submit. Both go through the same code.
//
// It must never know anything of the app that it serves: no indicators, no database, no package of the bot. It knows of
// the app what Slack knows: tokens, a signing secret, a command and the URLs to call. It keeps nothing across a
// restart. It answers under loopback names only, as its page asks nobody for a password.
package lookalike
