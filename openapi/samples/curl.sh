# against the mock: http://127.0.0.1:4010/members
curl --request POST https://int-data.moneydesktop.com/members \
  --header 'MD-SESSION-TOKEN: example-session' \
  --header 'Content-Type: application/vnd.mx.nexus.v1+json' \
  --header 'Accept: application/vnd.mx.nexus.v1+json' \
  --data '{
    "member": {
      "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
      "credentials": [
        { "credential_guid": "CRD-44444444-4444-4444-4444-444444444444", "value": "example-login" },
        { "credential_guid": "CRD-55555555-5555-5555-5555-555555555555", "value": "example-password" }
      ],
      "external_guid": "link-1001"
    }
  }'
