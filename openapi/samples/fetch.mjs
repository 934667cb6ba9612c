const response = await fetch("https://int-data.moneydesktop.com/members", {
  method: "POST",
  headers: {
    "MD-SESSION-TOKEN": "example-session",
    "Content-Type": "application/vnd.mx.nexus.v1+json",
    Accept: "application/vnd.mx.nexus.v1+json",
  },
  body: JSON.stringify({
    member: {
      institution_guid: "INS-66666666-6666-6666-6666-666666666666",
      is_oauth: true,
      external_guid: "link-1003",
    },
  }),
});
const body = await response.text(); // an error may come without a body
if (!response.ok) throw new Error(`Nexus answered ${response.status}: ${body}`);
console.log(JSON.parse(body).member.oauth_window_uri);
