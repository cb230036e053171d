package bot

import (
	"maps"
	"slices"
	"strings"
)

// class is what one of Slack's error words says about the call that it ended, and so what is done next.
type class string

const (
	// passes: the call was not carried out and may be later; nobody need do anything.
	passes class = "passes"
	// limited: Slack wants to be left alone for a while.
	limited class = "limited"
	// doubtful: Slack says that some of the call may have been carried out. The message is looked for before it is said
	// again.
	doubtful class = "doubtful"
	// shut: somebody must first mend what the cause names. The message is held, the performance team is told once, and
	// it is tried again.
	shut class = "shut"
	// thread: the thread takes no replies, so the message is said in the channel itself.
	thread class = "thread"
	// gone: Slack no longer has such a person. Said of a channel it means shut, since somebody can give the channel
	// back.
	gone class = "gone"
	// ours: the call was wrong, and only a corrected release mends that. It is logged, held and counted.
	ours class = "ours"
	// moot: there is nothing left to change, or it is too late for it.
	moot class = "moot"
	// kept: Slack lets nobody delete the message, or not us. It is changed to say that it was taken back.
	kept class = "kept"
	// answered: the word is the answer to what was asked.
	answered class = "answered"
)

// verdict is a word's class and, where somebody must mend something, the cause.
type verdict struct {
	class class
	cause cause
}

// wordList is some of Slack's words with the same verdict, parted by spaces.
type wordList struct {
	verdict
	list string
}

// everyMethods are the words that every method may answer. A method's own verdict on a word comes first.
//
// Sources: “Errors” on each method's page under https://docs.slack.dev/reference/methods/, and the same pages as they
// were over the years in https://github.com/slack-ruby/slack-api-ref/tree/master/methods; of a response_url “Handling
// errors” in https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
var everyMethods = []wordList{
	{verdict{passes, ""}, "service_unavailable request_timeout team_added_to_org org_login_required message_limit_exceeded"},
	{verdict{limited, ""}, "ratelimited rate_limited"},
	{verdict{doubtful, ""}, "internal_error fatal_error"},
	{verdict{shut, causeToken}, "not_authed invalid_auth account_inactive token_revoked token_expired not_allowed_token_type accesslimited"},
	{verdict{shut, causeScope}, "missing_scope"},
	{verdict{shut, causeInstallation}, "access_denied no_permission team_access_not_granted enterprise_is_restricted two_factor_setup_required " +
		"ekm_access_denied team_not_found"},
	{verdict{ours, causeFault}, "invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_post_type " +
		"missing_post_type invalid_json json_not_object missing_argument missing_args method_deprecated deprecated_endpoint unknown_method " +
		"upgrade_required insecure_request user_is_bot is_bot"},
}

// The words of messages, whether posted or changed.
var (
	closedRooms = []wordList{
		{verdict{shut, causePosting}, "restricted_action restricted_action_read_only_channel user_is_restricted user_is_ultra_restricted " +
			"posting_to_general_channel_denied channel_is_limited_access action_prohibited"},
		{verdict{shut, causeThreadsOnly}, "restricted_action_thread_only_channel"},
		{verdict{shut, causeNotIn}, "not_in_channel user_not_in_channel no_permission"},
		{verdict{shut, causeArchived}, "is_archived channel_is_archived channel_is_frozen"},
		{verdict{gone, causeArchived}, "is_inactive"},
		{verdict{gone, causeNotFound}, "channel_not_found invalid_channel user_not_found users_not_found user_disabled user_not_visible cannot_dm_bot"},
		{verdict{shut, causeMessagesTab}, "messages_tab_disabled"},
		{verdict{shut, causeConnect}, "slack_connect_file_link_sharing_blocked invalid_user_combination"},
		{verdict{passes, ""}, "external_channel_migrating"},
	}
	wrongMessages = []wordList{{verdict{ours, causeFault}, "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text " +
		"too_many_attachments too_many_contact_cards attachment_payload_limit_exceeded invalid_attachments as_user_not_supported " +
		"invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app metadata_too_large markdown_text_conflict"}}
	wrongPages = []wordList{
		{verdict{ours, causeFault}, "invalid_cursor invalid_limit invalid_ts_latest invalid_ts_oldest invalid_metadata_filter_keys limit_required " +
			"pagination_not_available method_not_supported_for_channel_type list_record_comment_fetch_failed"},
	}
	// closedFiles are of an upload. A right to files that is missing holds up no other message.
	closedFiles = []wordList{
		{verdict{shut, causeFileScope}, "missing_scope"},
		{verdict{shut, causeFiles}, "file_uploads_disabled file_uploads_except_images_disabled file_type_not_allowed posting_to_channel_denied"},
		{verdict{shut, causeFileSize}, "file_upload_size_restricted storage_limit_reached"},
	}
	wrongViews = []wordList{
		{verdict{moot, ""}, "expired_trigger_id exchanged_trigger_id trigger_expired trigger_exchanged invalid_trigger_id hash_conflict not_found view_not_found"},
		{verdict{ours, causeFault}, "duplicate_external_id view_too_large push_limit_reached invalid_blocks invalid_view missing_profile_id not_implemented"},
		{verdict{shut, causeHomeTab}, "not_enabled"},
	}
)

// slackWords are the words of each method that Chaser calls. A test fails if it calls a method that is not here.
var slackWords = map[string]map[string]verdict{
	"chat.postMessage": spelled(closedRooms, wrongMessages, []wordList{
		{verdict{thread, causePosting}, "restricted_action_thread_locked restricted_action_non_threadable_channel cannot_reply_to_message " +
			"thread_not_found thread_locked invalid_thread_ts message_not_found"},
		// Slack knows the client_msg_id but not its message, so the message that this one repeats was deleted.
		{verdict{ours, causeFault}, "duplicate_channel_not_found duplicate_message_not_found"},
	}),
	"chat.update": spelled(closedRooms, wrongMessages, []wordList{
		{verdict{moot, ""}, "message_not_found cant_update_message edit_window_closed thread_not_found message_not_owned_by_app"},
		{verdict{passes, ""}, "update_failed streaming_state_conflict"},
		{verdict{ours, causeFault}, "block_mismatch cant_broadcast_message no_dual_broadcast_content_update"},
	}),
	"chat.delete": spelled(closedRooms, []wordList{
		{verdict{moot, ""}, "message_not_found thread_not_found"},
		{verdict{kept, ""}, "cant_delete_message compliance_exports_prevent_deletion"},
		{verdict{ours, causeFault}, "as_user_not_supported"},
	}),
	"conversations.history": spelled(closedRooms, wrongPages),
	"conversations.replies": spelled(closedRooms, wrongPages, []wordList{{verdict{answered, ""}, "thread_not_found"}}),
	"conversations.info":    spelled(closedRooms, wrongPages),
	"conversations.open": spelled(closedRooms, wrongPages, []wordList{
		{verdict{ours, causeFault}, "users_list_not_supplied not_enough_users too_many_users"},
	}),
	"files.getUploadURLExternal": spelled(closedFiles, []wordList{
		{verdict{ours, causeFault}, "alt_txt_too_large snippet_too_large unknown_snippet_type unknown_subtype"},
	}),
	"files.completeUploadExternal": spelled(closedRooms, closedFiles, []wordList{
		{verdict{passes, ""}, "file_update_failed"},
		// The upload was not kept, or it was shared already.
		{verdict{doubtful, ""}, "file_not_found"},
		{verdict{ours, causeFault}, "invalid_blocks channels_limit_exceeded"},
	}),
	"files.info": spelled([]wordList{
		{verdict{shut, causeFileScope}, "missing_scope"},
		{verdict{answered, ""}, "file_not_found file_deleted access_denied slack_connect_file_link_sharing_blocked"},
	}),
	// At a file's own address Slack answers by status alone.
	"upload_url":            spelled(),
	"url_private":           spelled(),
	"users.info":            spelled([]wordList{{verdict{gone, ""}, "user_not_found users_not_found user_not_visible"}}),
	"users.list":            spelled(wrongPages),
	"bots.info":             spelled([]wordList{{verdict{ours, causeFault}, "bot_not_found bots_not_found"}}),
	"auth.test":             spelled(),
	"apps.connections.open": spelled([]wordList{{verdict{shut, causeInstallation}, "forbidden_team"}}),
	"blocks.validate":       spelled([]wordList{{verdict{answered, ""}, "invalid_blocks invalid_message invalid_view"}}),
	"views.open":            spelled(wrongViews),
	"views.push":            spelled(wrongViews),
	"views.update":          spelled(wrongViews),
	"views.publish":         spelled(wrongViews),
	"response_url": spelled(closedRooms, wrongMessages, []wordList{
		{verdict{moot, ""}, "expired_url used_url invalid_url no_service no_service_id no_active_hooks message_not_found cant_update_message"},
		{verdict{ours, causeFault}, "invalid_payload"},
		{verdict{shut, causeInstallation}, "team_disabled no_team"},
		{verdict{shut, causeToken}, "invalid_token"},
		{verdict{doubtful, ""}, "rollup_error"},
	}),
}

// spelled is a method's words, each with its verdict.
func spelled(lists ...[]wordList) map[string]verdict {
	all := map[string]verdict{}
	for _, list := range append([][]wordList{everyMethods}, lists...) {
		for _, w := range list {
			for word := range strings.FieldsSeq(w.list) {
				all[word] = w.verdict
			}
		}
	}
	return all
}

// SlackMethods are the methods whose words Chaser knows.
func SlackMethods() []string { return slices.Sorted(maps.Keys(slackWords)) }

// judge is the verdict on a word that ended a call of the method. Slack's lists grow, so a word that resembles a known
// one gets its verdict. Any other word is held and reported.
func judge(method, word string) verdict {
	if v, known := slackWords[method][word]; known {
		return v
	}
	switch {
	case strings.Contains(word, "ratelimit"), strings.Contains(word, "rate_limit"):
		return verdict{limited, ""}
	case strings.HasPrefix(word, "restricted_action_thread"), strings.HasPrefix(word, "restricted_action_non_thread"):
		return verdict{thread, causePosting}
	case strings.HasPrefix(word, "restricted_action"):
		return verdict{shut, causePosting}
	}
	return verdict{shut, causeUnknown}
}
