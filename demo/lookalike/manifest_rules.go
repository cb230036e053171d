package lookalike

import "regexp"

// manifestRule is what Slack requires at one place in an app's manifest.
type manifestRule struct {
	kind     string // of the JSON: "object", "array", "string", "boolean", "integer"; empty: the content is not checked
	required []string
	min, max int // characters of a string, entries of an array; a max of 0 is no limit
	pattern  *regexp.Regexp
	oneOf    []string
	unique   bool
}

var (
	webAddress  = regexp.MustCompile(`^https?://`)
	webColour   = regexp.MustCompile(`^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$`)
	withSlash   = regexp.MustCompile(`^/`)
	unfurlHost  = regexp.MustCompile(`^[a-z0-9][-a-z0-9.]*[a-z0-9]$`)
	manifestIPs = regexp.MustCompile(`^\d{1,3}(\.\d{1,3}){3}(/\d{1,2})?$`)
)

// manifestRules are Slack's own rules, by place. In a place, "*" stands for each entry of an array. Lengths are in
// characters.
//
// They come from the schemas that Slack publishes for versions 1 and 2 of the manifest:
// schemas/manifest.schema.1.0.0.json and …2.0.0.json in github.com/slackapi/manifest-schema. The two agree in all that
// stands here. Version 1 does not know the places marked "since 2".
var manifestRules = map[string]manifestRule{
	"":                         {kind: "object", required: []string{"display_information"}},
	"/$schema":                 {kind: "string"},
	"/app_directory":           {},
	"/functions":               {},
	"/workflows":               {},
	"/datastores":              {},
	"/outgoing_domains":        {},
	"/types":                   {},
	"/external_auth_providers": {},
	"/mcp_servers":             {}, // since 2

	"/_metadata":                {kind: "object"},
	"/_metadata/schema_version": {kind: "integer"},
	"/_metadata/min_version":    {kind: "integer"},
	"/_metadata/major_version":  {kind: "integer"},
	"/_metadata/minor_version":  {kind: "integer"},

	"/display_information":                  {kind: "object", required: []string{"name"}},
	"/display_information/name":             {kind: "string", min: 1, max: 35},
	"/display_information/description":      {kind: "string", min: 1, max: 140},
	"/display_information/long_description": {kind: "string", min: 175, max: 4000},
	"/display_information/background_color": {kind: "string", min: 4, max: 7, pattern: webColour},

	"/features":                                         {kind: "object"},
	"/features/functions":                               {},
	"/features/workflow_steps":                          {},
	"/features/assistant_view":                          {},
	"/features/agent_view":                              {}, // since 2
	"/features/code_channels":                           {}, // since 2
	"/features/app_home":                                {kind: "object"},
	"/features/app_home/home_tab_enabled":               {kind: "boolean"},
	"/features/app_home/messages_tab_enabled":           {kind: "boolean"},
	"/features/app_home/messages_tab_read_only_enabled": {kind: "boolean"},
	"/features/bot_user":                                {kind: "object", required: []string{"display_name"}},
	"/features/bot_user/display_name":                   {kind: "string", min: 1, max: 80},
	"/features/bot_user/always_online":                  {kind: "boolean"},
	"/features/shortcuts":                               {kind: "array", min: 1, max: 10},
	"/features/shortcuts/*":                             {kind: "object", required: []string{"name", "type", "callback_id", "description"}},
	"/features/shortcuts/*/name":                        {kind: "string", min: 1, max: 24},
	"/features/shortcuts/*/type":                        {kind: "string", oneOf: []string{"message", "global"}},
	"/features/shortcuts/*/callback_id":                 {kind: "string", min: 1, max: 255},
	"/features/shortcuts/*/description":                 {kind: "string", min: 1, max: 150},
	"/features/slash_commands":                          {kind: "array", min: 1, max: 50},
	"/features/slash_commands/*":                        {kind: "object", required: []string{"command", "description"}},
	"/features/slash_commands/*/command":                {kind: "string", min: 2, max: 32, pattern: withSlash},
	"/features/slash_commands/*/url":                    {kind: "string", max: 3000, pattern: webAddress},
	"/features/slash_commands/*/description":            {kind: "string", min: 1, max: 2000},
	"/features/slash_commands/*/usage_hint":             {kind: "string", min: 1, max: 1000},
	"/features/slash_commands/*/should_escape":          {kind: "boolean"},
	"/features/unfurl_domains":                          {kind: "array", min: 1, max: 5, unique: true},
	"/features/unfurl_domains/*":                        {kind: "string", max: 255, pattern: unfurlHost},

	"/oauth_config":                          {kind: "object"},
	"/oauth_config/token_management_enabled": {kind: "boolean"},
	"/oauth_config/pkce_enabled":             {kind: "boolean"},
	"/oauth_config/redirect_urls":            {kind: "array", max: 1000, unique: true},
	"/oauth_config/redirect_urls/*":          {kind: "string", max: 2500},
	"/oauth_config/scopes":                   {kind: "object"},
	"/oauth_config/scopes/bot":               {kind: "array", max: 255},
	"/oauth_config/scopes/bot/*":             {kind: "string", max: 50},
	"/oauth_config/scopes/user":              {kind: "array", max: 255},
	"/oauth_config/scopes/user/*":            {kind: "string", max: 50},
	"/oauth_config/scopes/bot_optional":      {kind: "array", max: 255},
	"/oauth_config/scopes/bot_optional/*":    {kind: "string", max: 50},
	"/oauth_config/scopes/user_optional":     {kind: "array", max: 255},
	"/oauth_config/scopes/user_optional/*":   {kind: "string", max: 50},

	"/settings":                                                         {kind: "object"},
	"/settings/org_deploy_enabled":                                      {kind: "boolean"},
	"/settings/socket_mode_enabled":                                     {kind: "boolean"},
	"/settings/token_rotation_enabled":                                  {kind: "boolean"},
	"/settings/is_hosted":                                               {kind: "boolean"},
	"/settings/is_mcp_enabled":                                          {kind: "boolean"},
	"/settings/hermes_app_type":                                         {kind: "string"},
	"/settings/function_runtime":                                        {kind: "string"},
	"/settings/siws_links":                                              {},
	"/settings/allowed_ip_address_ranges":                               {kind: "array", min: 1, max: 50, unique: true},
	"/settings/allowed_ip_address_ranges/*":                             {kind: "string", pattern: manifestIPs},
	"/settings/incoming_webhooks":                                       {kind: "object"},
	"/settings/incoming_webhooks/incoming_webhooks_enabled":             {kind: "boolean"},
	"/settings/event_subscriptions":                                     {kind: "object"},
	"/settings/event_subscriptions/request_url":                         {kind: "string", max: 3500, pattern: webAddress},
	"/settings/event_subscriptions/bot_events":                          {kind: "array", max: 100, unique: true},
	"/settings/event_subscriptions/bot_events/*":                        {kind: "string", max: 50},
	"/settings/event_subscriptions/user_events":                         {kind: "array", max: 100, unique: true},
	"/settings/event_subscriptions/user_events/*":                       {kind: "string", max: 50},
	"/settings/event_subscriptions/metadata_subscriptions":              {kind: "array", min: 1, max: 20, unique: true},
	"/settings/event_subscriptions/metadata_subscriptions/*":            {kind: "object", required: []string{"app_id", "event_type"}},
	"/settings/event_subscriptions/metadata_subscriptions/*/app_id":     {kind: "string"},
	"/settings/event_subscriptions/metadata_subscriptions/*/event_type": {kind: "string", max: 50},
	"/settings/interactivity":                                           {kind: "object", required: []string{"is_enabled"}},
	"/settings/interactivity/is_enabled":                                {kind: "boolean"},
	"/settings/interactivity/request_url":                               {kind: "string", max: 3500, pattern: webAddress},
	"/settings/interactivity/message_menu_options_url":                  {kind: "string", max: 3500, pattern: webAddress},
}

// manifestSince2 are the places that version 1 does not know.
var manifestSince2 = []string{"/mcp_servers", "/features/agent_view", "/features/code_channels"}

// manifestEventScope is the scope that an app needs to subscribe to an event, as each event's page in Slack's reference
// says. app_home_opened needs none.
var manifestEventScope = map[string]string{
	"app_mention": "app_mentions:read", "message.im": "im:history", "message.channels": "channels:history", "message.groups": "groups:history",
	"message.mpim": "mpim:history", "user_change": "users:read", "team_join": "users:read", "channel_archive": "channels:read",
	"reaction_added": "reactions:read", "link_shared": "links:read",
}
