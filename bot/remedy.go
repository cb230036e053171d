package bot

import (
	"strings"

	"chaser/store"
)

// cause is what keeps Slack from taking a message, named by what somebody must mend.
type cause string

const (
	causePosting      cause = "posting"
	causeThreadsOnly  cause = "threads-only"
	causeNotIn        cause = "not-in-channel"
	causeNotFound     cause = "not-found"
	causeArchived     cause = "archived"
	causeMessagesTab  cause = "messages-tab"
	causeHomeTab      cause = "home-tab"
	causeToken        cause = "token"
	causeScope        cause = "scope"
	causeInstallation cause = "installation"
	causeConnect      cause = "slack-connect"
	causeFileScope    cause = "file-scope"
	causeFiles        cause = "files"
	causeFileSize     cause = "file-size"
	causeFault        cause = "fault"
	causeUnknown      cause = "unknown"
	causeAccount      cause = "account"
)

// everywhere are the causes that hold up every message of the workspace.
var everywhere = map[cause]bool{causeMessagesTab: true, causeToken: true, causeScope: true, causeInstallation: true}

// remedy is why Slack does not take a message, and what to do about it. Each is a clause without its full stop.
type remedy struct {
	why string
	do  string
}

// remedies are for a message to a channel. remediesOfPeople are those that differ for a message to a person.
var (
	remedies = map[cause]remedy{
		causePosting:     {"only some people may post there", "Let Chaser post: open the channel's details, then Settings, then “Posting permissions”"},
		causeThreadsOnly: {"people may only reply in threads there", "Let Chaser post: open the channel's details, then Settings, then “Posting permissions”"},
		causeNotIn:       {"Chaser is not in it", "Type /invite @Chaser there"},
		causeNotFound: {"Slack does not show it to Chaser",
			"If it is a private channel, type /invite @Chaser there; if it is gone, give the committee another in the register"},
		causeArchived:     {"it was archived", "Unarchive it, or give the committee another channel in the register"},
		causeMessagesTab:  {"the Slack app takes no direct messages", "Ask the person who manages the app to turn on “Messages Tab” under “App Home” in its settings"},
		causeHomeTab:      {"the Slack app shows no Home", "Ask the person who manages the app to turn on “Home Tab” under “App Home” in its settings"},
		causeToken:        {"Slack does not accept the app's token", "Ask the person who runs Chaser to copy SLACK_BOT_TOKEN again from “OAuth & Permissions”, or to install the app again"},
		causeScope:        {"the Slack app lacks a permission", "Ask the person who runs Chaser to install the app again, with the manifest that `chaser manifest` prints"},
		causeInstallation: {"the Slack app may not act in this workspace", "Ask a Slack administrator to approve the app for it, then install the app again"},
		causeConnect: {"the settings for channels that are shared with other organisations forbid it",
			"Ask a Slack administrator to allow it, or give the committee a channel that is not shared"},
		causeFileScope: {"the Slack app has no right to files yet",
			"Ask the person who runs Chaser to install the app again, with the manifest that `chaser manifest` prints"},
		causeFiles:    {"a setting of the workspace keeps apps from sending such files", "Ask a Slack administrator to allow it"},
		causeFileSize: {"the file is larger than the workspace takes, or its storage is full", "Ask a Slack administrator to make room"},
		causeFault:    {"Slack refused the message as malformed, which is a fault in Chaser", "Ask the person who runs Chaser to install a corrected release"},
		causeUnknown:  {"Slack gives a reason that Chaser does not know", "Look at the settings of the channel and of the app, or ask a Slack administrator"},
		causeAccount:  {"Slack no longer has that account", "Correct their Slack id in the register, or their account"},
	}
	remediesOfPeople = map[cause]remedy{
		causePosting: {"a setting of the workspace keeps Chaser from writing to them", "Ask a Slack administrator to let the app write to them"},
		causeConnect: {"the settings for people of other organisations forbid it", "Ask a Slack administrator to allow it"},
		causeUnknown: {"Slack gives a reason that Chaser does not know", "Look at their account and at the app's settings, or ask a Slack administrator"},
	}
)

// remedyFor is what to do about the word with which Slack ended a message to somebody or to a channel; ok is false
// where nobody need do anything. Nothing else says so: Home, doctor and the news to the performance team all ask it.
func remedyFor(method, recipient, word string) (r remedy, ok bool) {
	v := judge(method, word)
	c := v.cause
	if isPerson(recipient) {
		if v.class == gone {
			c = causeAccount
		}
		if r, ok := remediesOfPeople[c]; ok {
			return r, true
		}
	}
	r, ok = remedies[c]
	return r, ok
}

// wordOf is Slack's error word, out of an outcome's reason.
func wordOf(reason string) string {
	reason = strings.TrimPrefix(reason, store.HeldTooLong)
	word, _, _ := strings.Cut(reason, ":")
	return word
}
