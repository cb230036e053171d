// Package blockkit judges and draws Block Kit for the local Slack look-alike.
//
// The judge (CheckMessage, CheckView) refuses what Slack would refuse, with Slack's own error code and JSON pointers.
// So a message that passes the demo and the tests passes in a real workspace too. The renderer (Message, Modal,
// Stylesheet) draws Block Kit as HTML that can be read and used without a script. ActionPayload and StateValues turn a
// posted form back into the JSON that Slack sends to an app.
//
// Everything works on the raw JSON as the app sent it. The package must know neither the library that wrote that JSON
// nor anything of Chaser. A judge that shared its types with what it judges would miss whatever those types cannot
// express.
//
// Slack's documents and its observed behaviour sometimes differ, and a limit that was raised recently may not have
// reached every workspace. Then the stricter reading is used.
package blockkit
