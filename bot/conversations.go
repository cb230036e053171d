package bot

// conversations are all that can be talked about, in the order of the help.
func conversations() []conversation {
	return []conversation{
		startConversation(), cardConversation(), cardsConversation(), submitConversation(), severalConversation(), readingConversation(),
		sureConversation(), correctionConversation(), cannotConversation(), finalConversation(),
		handOnConversation(), snoozeConversation(),
		dueConversation(), redConversation(), listConversation(), actionConversation(),
		awayConversation(), alertsConversation(),
		progressConversation(), nudgeConversation(), collectionsConversation(), collectingConversation(), adminConversation(),
		targetsConversation(), indicatorConversation(), personConversation(), committeeConversation(),
		approveConversation(), publishConversation(),
		historyConversation(), explainConversation(), checkConversation(),
		questionConversation(), openConversation(), undoConversation(), teamConversation(), importConversation(),
		reportConversation(), exportConversation(), helpConversation(),
	}
}
