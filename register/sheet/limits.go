package sheet

// What a sheet of indicators may be at most. Whatever is larger is something else, or was made to do harm.
const (
	mostBytes    = 20 << 20
	mostUnpacked = 256 << 20
	mostRows     = 20_000
	mostColumns  = 500
	emptyRows    = 2_000 // after so many empty rows the sheet has ended
)
