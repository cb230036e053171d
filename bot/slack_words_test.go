package bot

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"chaser/store"
)

var (
	toChannel = store.Notification{Recipient: "C0CSMI"}
	inThread  = store.Notification{Recipient: "C0CSMI", Thread: store.Thread{Channel: "C0CSMI", TS: "1.1"}}
	toPerson  = store.Notification{Recipient: "U0COR"}
)

// What follows from a word depends on the method and on who was written to.
func TestWhatFollowsFromAWord(t *testing.T) {
	t.Parallel()
	const post, update, remove = "chat.postMessage", "chat.update", "chat.delete"
	for _, c := range []struct {
		method string
		n      store.Notification
		words  string
		want   store.Verdict
		cause  cause
	}{
		{post, toChannel, "restricted_action restricted_action_read_only_channel user_is_restricted restricted_action_of_tomorrow", store.Shut, causePosting},
		{post, toChannel, "restricted_action_thread_only_channel", store.Shut, causeThreadsOnly},
		{post, toChannel, "not_in_channel no_permission", store.Shut, causeNotIn},
		{post, toChannel, "channel_not_found user_not_found user_disabled", store.Shut, causeNotFound},
		{post, toChannel, "is_archived is_inactive", store.Shut, causeArchived},
		{post, toChannel, "team_access_not_granted access_denied ekm_access_denied enterprise_is_restricted", store.Shut, causeInstallation},
		{post, toChannel, "missing_scope", store.Shut, causeScope},
		{post, toChannel, "invalid_auth account_inactive token_revoked token_expired not_authed", store.Shut, causeToken},
		{post, toChannel, "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long invalid_arguments no_text", store.Shut, causeFault},
		{post, toChannel, "something_new", store.Shut, causeUnknown},
		{post, toChannel, "restricted_action_thread_locked cannot_reply_to_message", store.Shut, causePosting}, // where no thread is concerned
		{post, inThread, "restricted_action_thread_locked restricted_action_non_threadable_channel cannot_reply_to_message thread_not_found " +
			"restricted_action_thread_of_tomorrow", store.Unthreaded, ""},
		{post, inThread, "restricted_action_read_only_channel", store.Shut, causePosting},
		{post, toPerson, "channel_not_found user_not_found user_disabled is_inactive", store.Gone, ""},
		{post, toPerson, "messages_tab_disabled", store.Shut, causeMessagesTab},
		{post, toPerson, "restricted_action user_is_restricted", store.Shut, causePosting},
		{post, toPerson, "something_new", store.Shut, causeUnknown},
		{post, toChannel, "message_limit_exceeded service_unavailable request_timeout team_added_to_org org_login_required external_channel_migrating", store.Undelivered, ""},
		{post, toChannel, "ratelimited rate_limited message_rate_limited", store.Limited, ""},
		{post, toChannel, "internal_error fatal_error", store.Unknown, ""},

		{update, toChannel, "message_not_found cant_update_message edit_window_closed", store.Refused, ""},
		{update, toChannel, "is_inactive", store.Shut, causeArchived},
		{update, toChannel, "channel_not_found", store.Shut, causeNotFound},
		{update, toPerson, "channel_not_found", store.Gone, ""},
		{update, toPerson, "invalid_blocks block_mismatch", store.Shut, causeFault},
		{remove, toChannel, "message_not_found", store.Refused, ""},
		{remove, toChannel, "is_inactive", store.Shut, causeArchived},
		{remove, toChannel, "ratelimited", store.Limited, ""},
		{remove, toChannel, "internal_error", store.Unknown, ""},
		{remove, toChannel, "something_new", store.Shut, causeUnknown},
		{update, toPerson, "update_failed", store.Undelivered, ""},
	} {
		for word := range strings.FieldsSeq(c.words) {
			o := outcomeOf(c.method, fmt.Errorf("calling: %w", slack.SlackErrorResponse{Err: word}), c.n)
			if o.Verdict != c.want || o.Hold.Cause != string(c.cause) || o.Reason != word {
				t.Errorf("%s to %s: %s is %+v, want the verdict %v and the cause %q", c.method, c.n.Recipient, word, o, c.want, c.cause)
			}
		}
	}
}

// A message to a channel is never refused for good, whatever Slack says, and whoever is told of one that is held is
// told what to do.
func TestNoRefusalIsFinalThatAPersonCanMend(t *testing.T) {
	t.Parallel()
	for word := range slackWords["chat.postMessage"] {
		for _, n := range []store.Notification{toChannel, inThread, toPerson} {
			o := outcomeOf("chat.postMessage", slack.SlackErrorResponse{Err: word}, n)
			if o.Verdict == store.Refused || o.Verdict == store.Gone && !isPerson(n.Recipient) {
				t.Errorf("%s to %s is final", word, n.Recipient)
			}
			r, known := remedyFor("chat.postMessage", n.Recipient, word)
			if o.Verdict == store.Shut && (!known || r.why == "" || r.do == "") {
				t.Errorf("%s to %s has no remedy", word, n.Recipient)
			}
			if strings.Contains(r.do, "Slack id") && !isPerson(n.Recipient) {
				t.Errorf("%s: the remedy of a channel is a person's: %s", word, r.do)
			}
		}
	}
}

// The document is the table, for whoever reads Slack's word in a log.
func TestTheTableOfWordsIsWritten(t *testing.T) {
	t.Parallel()
	const file = "../docs/slack-errors.md"
	want := wordsDocument()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is not the table (write it with -update):\n%s", file, diff)
	}
}

func wordsDocument() string {
	var b strings.Builder
	b.WriteString(`# Slack's error words, and what Chaser makes of them

This page is written from the table in bot/slack_words.go, which names its sources.

| class | what follows |
| --- | --- |
| passes | it waits, and is tried again by itself |
| limited | it waits for as long as Slack says |
| doubtful | it may be in Slack: it is looked for, and said again if it is not there |
| shut | it is held and tried every few minutes; the performance team is told once, with the cure of the cause |
| thread | it is said in the channel instead of the thread; where there is no thread it is shut |
| gone | of a person: Slack has nobody there; the next one who can act is told. Of a channel it is shut |
| ours | a fault of Chaser's: logged, held, counted; a corrected release says it |
| moot | nothing is left to change, or it is too late |
| kept | Slack does not let it be deleted: it is changed to say that it was taken back |
| answered | the word is the answer to what was asked |

A word that no list has is shut, with the cause unknown: it is held, and somebody is told. ` + "`" + `messages_tab_disabled` + "`" + ` and the words of the token are told by
` + "`" + `chaser doctor` + "`" + `, Home, the log and the metrics alone, since no message would arrive.

| cause | what to do |
| --- | --- |
`)
	for _, c := range slices.Sorted(maps.Keys(remedies)) {
		fmt.Fprintf(&b, "| %s | %s: %s. |\n", c, remedies[c].why, remedies[c].do)
	}
	section := func(title string, own map[string]verdict, but map[string]verdict) {
		fmt.Fprintf(&b, "\n## %s\n\n| class | cause | words |\n| --- | --- | --- |\n", title)
		by := map[verdict][]string{}
		for word, v := range own {
			if but[word] != v {
				by[v] = append(by[v], word)
			}
		}
		lines := make([]string, 0, len(by))
		for v, list := range by {
			slices.Sort(list)
			lines = append(lines, fmt.Sprintf("| %s | %s | %s |\n", v.class, v.cause, strings.Join(list, ", ")))
		}
		slices.Sort(lines)
		b.WriteString(strings.Join(lines, ""))
		if len(lines) == 0 {
			b.WriteString("| | | those of every method alone |\n")
		}
	}
	common := spelled()
	section("Every method", common, nil)
	for _, method := range SlackMethods() {
		section(method, slackWords[method], common)
	}
	return b.String()
}
