package blockkit

import "strings"

// emoji are the short names that are drawn. All others are shown as :name:.
var emoji = map[string]string{
	"red_circle": "🔴", "large_red_circle": "🔴", "large_orange_circle": "🟠", "large_yellow_circle": "🟡",
	"large_green_circle": "🟢", "large_blue_circle": "🔵", "large_purple_circle": "🟣", "large_brown_circle": "🟤",
	"white_circle": "⚪", "black_circle": "⚫", "red_square": "🟥", "large_red_square": "🟥",
	"large_orange_square": "🟧", "large_yellow_square": "🟨", "large_green_square": "🟩", "large_blue_square": "🟦",
	"white_large_square": "⬜", "black_large_square": "⬛", "small_blue_diamond": "🔹", "small_orange_diamond": "🔸",
	"arrow_up": "↑", "arrow_down": "↓", "arrow_right": "→", "arrow_left": "←", "arrow_upper_right": "↗",
	"arrow_lower_right": "↘", "left_right_arrow": "↔", "arrow_right_hook": "↪️", "small_red_triangle": "🔺",
	"small_red_triangle_down": "🔻", "arrows_counterclockwise": "🔄", "chart_with_upwards_trend": "📈",
	"chart_with_downwards_trend": "📉", "bar_chart": "📊", "warning": "⚠️", "rotating_light": "🚨",
	"white_check_mark": "✅", "heavy_check_mark": "✔️", "ballot_box_with_check": "☑️", "x": "❌",
	"negative_squared_cross_mark": "❎", "heavy_multiplication_x": "✖️", "no_entry": "⛔", "no_entry_sign": "🚫",
	"question": "❓", "grey_question": "❔", "exclamation": "❗", "heavy_exclamation_mark": "❗",
	"information_source": "ℹ️", "hourglass": "⌛", "hourglass_flowing_sand": "⏳", "alarm_clock": "⏰",
	"stopwatch": "⏱️", "clock9": "🕘", "memo": "📝", "pencil": "📝", "pencil2": "✏️", "calendar": "📅",
	"date": "📅", "spiral_calendar_pad": "🗓️", "clipboard": "📋", "page_facing_up": "📄", "bookmark_tabs": "📑",
	"file_folder": "📁", "open_file_folder": "📂", "card_index": "📇", "inbox_tray": "📥", "outbox_tray": "📤",
	"email": "📧", "envelope": "✉️", "bell": "🔔", "no_bell": "🔕", "mega": "📣", "loudspeaker": "📢",
	"speech_balloon": "💬", "bust_in_silhouette": "👤", "busts_in_silhouette": "👥", "office": "🏢",
	"classical_building": "🏛️", "house": "🏠", "link": "🔗", "paperclip": "📎", "pushpin": "📌", "lock": "🔒",
	"unlock": "🔓", "key": "🔑", "mag": "🔍", "mag_right": "🔎", "gear": "⚙️", "wrench": "🔧", "bulb": "💡",
	"dart": "🎯", "checkered_flag": "🏁", "triangular_flag_on_post": "🚩", "trophy": "🏆", "star": "⭐",
	"sparkles": "✨", "tada": "🎉", "wave": "👋", "eyes": "👀", "thumbsup": "👍", "+1": "👍", "thumbsdown": "👎",
	"-1": "👎", "clap": "👏", "pray": "🙏", "raised_hands": "🙌", "smile": "😄", "slightly_smiling_face": "🙂",
	"thinking_face": "🤔", "palm_tree": "🌴", "beach_with_umbrella": "🏖️", "zzz": "💤", "new": "🆕", "ok": "🆗",
	"soon": "🔜", "repeat": "🔁", "scroll": "📜", "wastebasket": "🗑️", "leftwards_arrow_with_hook": "↩️",
	"construction": "🚧", "seedling": "🌱", "robot_face": "🤖", "heavy_minus_sign": "➖", "heavy_plus_sign": "➕",
}

// Shape names the drawing of an emoji that is a plain circle or square, such as "red" or "green bk-shape-square". It is
// "" for all others.
func (s span) Shape() string {
	name := strings.TrimPrefix(s.Name, "large_")
	for _, colour := range []string{"red", "orange", "yellow", "green", "blue", "purple", "brown", "black", "white"} {
		switch {
		case s.Kind != "emoji":
		case name == colour+"_circle":
			return colour
		case name == colour+"_square", name == colour+"_large_square":
			return colour + " bk-shape-square"
		}
	}
	return ""
}
