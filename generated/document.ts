// Written by `npm run generate` from openapi/. Do not edit.

/** The OpenAPI document without its prose, examples and evidence. */
export const document = {
  "openapi": "3.1.0",
  "info": {
    "version": "0.1.0",
    "license": {
      "name": "MIT",
      "url": "https://opensource.org/license/mit"
    }
  },
  "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
  "servers": [
    {
      "url": "https://int-data.moneydesktop.com",
      "x-name": "integration"
    },
    {
      "url": "https://data.moneydesktop.com",
      "x-name": "production"
    }
  ],
  "security": [
    {
      "sessionToken": []
    }
  ],
  "paths": {
    "/members": {
      "post": {
        "operationId": "createMember",
        "parameters": [
          {
            "$ref": "#/components/parameters/MX-Skip-Webhook"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.mx.nexus.v1+json": {
              "schema": {
                "$ref": "#/components/schemas/MemberCreateRequestBody"
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/MemberCreated"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableEntity"
          },
          "default": {
            "$ref": "#/components/responses/UnexpectedError"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "sessionToken": {
        "type": "apiKey",
        "in": "header",
        "name": "MD-SESSION-TOKEN"
      }
    },
    "parameters": {
      "MX-Skip-Webhook": {
        "name": "MX-Skip-Webhook",
        "in": "header",
        "required": false,
        "schema": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "schemas": {
      "InstitutionGuid": {
        "type": "string",
        "pattern": "^INS-[0-9A-Fa-f-]+$"
      },
      "CredentialGuid": {
        "type": "string",
        "pattern": "^CRD-[0-9A-Fa-f-]+$"
      },
      "CredentialRequest": {
        "type": "object",
        "required": [
          "credential_guid",
          "value"
        ],
        "additionalProperties": false,
        "properties": {
          "credential_guid": {
            "$ref": "#/components/schemas/CredentialGuid"
          },
          "value": {
            "type": "string",
            "format": "password"
          }
        }
      },
      "SkipAggregation": {
        "type": "boolean",
        "default": false
      },
      "SkipWebhook": {
        "type": "boolean",
        "default": false
      },
      "ExternalGuid": {
        "type": "string"
      },
      "Metadata": {
        "type": "string"
      },
      "MemberName": {
        "type": "string"
      },
      "UseCase": {
        "type": "string",
        "enum": [
          "PFM",
          "MONEY_MOVEMENT"
        ]
      },
      "UseCases": {
        "type": "array",
        "minItems": 1,
        "items": {
          "$ref": "#/components/schemas/UseCase"
        }
      },
      "StandardMemberCreateRequest": {
        "type": "object",
        "required": [
          "institution_guid",
          "credentials"
        ],
        "additionalProperties": false,
        "properties": {
          "institution_guid": {
            "$ref": "#/components/schemas/InstitutionGuid"
          },
          "credentials": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/components/schemas/CredentialRequest"
            }
          },
          "is_oauth": {
            "type": "boolean",
            "enum": [
              false
            ],
            "default": false
          },
          "skip_aggregation": {
            "$ref": "#/components/schemas/SkipAggregation"
          },
          "skip_webhook": {
            "$ref": "#/components/schemas/SkipWebhook"
          },
          "external_guid": {
            "$ref": "#/components/schemas/ExternalGuid"
          },
          "metadata": {
            "$ref": "#/components/schemas/Metadata"
          },
          "name": {
            "$ref": "#/components/schemas/MemberName"
          },
          "use_cases": {
            "$ref": "#/components/schemas/UseCases"
          }
        }
      },
      "OAuthMemberCreateRequest": {
        "type": "object",
        "required": [
          "institution_guid",
          "is_oauth"
        ],
        "additionalProperties": false,
        "properties": {
          "institution_guid": {
            "$ref": "#/components/schemas/InstitutionGuid"
          },
          "is_oauth": {
            "type": "boolean",
            "enum": [
              true
            ]
          },
          "skip_aggregation": {
            "$ref": "#/components/schemas/SkipAggregation"
          },
          "skip_webhook": {
            "$ref": "#/components/schemas/SkipWebhook"
          },
          "external_guid": {
            "$ref": "#/components/schemas/ExternalGuid"
          },
          "metadata": {
            "$ref": "#/components/schemas/Metadata"
          },
          "name": {
            "$ref": "#/components/schemas/MemberName"
          },
          "use_cases": {
            "$ref": "#/components/schemas/UseCases"
          }
        }
      },
      "MemberCreateRequest": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/StandardMemberCreateRequest"
          },
          {
            "$ref": "#/components/schemas/OAuthMemberCreateRequest"
          }
        ]
      },
      "MemberCreateRequestBody": {
        "type": "object",
        "required": [
          "member"
        ],
        "additionalProperties": false,
        "properties": {
          "member": {
            "$ref": "#/components/schemas/MemberCreateRequest"
          }
        }
      },
      "ErrorResponseBody": {
        "type": "object",
        "properties": {
          "error": {
            "type": "object",
            "properties": {
              "code": {
                "anyOf": [
                  {
                    "type": "integer"
                  },
                  {
                    "type": "string"
                  }
                ]
              },
              "message": {
                "x-mock-message": true,
                "type": "string"
              }
            }
          }
        }
      },
      "MemberGuid": {
        "type": "string",
        "pattern": "^MBR-[0-9A-Fa-f-]+$",
        "x-mock-unique": "request"
      },
      "UserGuid": {
        "type": "string",
        "pattern": "^USR-[0-9A-Fa-f-]+$",
        "x-mock-unique": "token"
      },
      "ConnectionStatus": {
        "type": "string",
        "enum": [
          "CREATED",
          "PREVENTED",
          "DENIED",
          "CHALLENGED",
          "REJECTED",
          "LOCKED",
          "CONNECTED",
          "IMPEDED",
          "RECONNECTED",
          "DEGRADED",
          "DISCONNECTED",
          "DISCONTINUED",
          "CLOSED",
          "DELAYED",
          "FAILED",
          "UPDATED",
          "DISABLED",
          "IMPORTED",
          "RESUMED",
          "EXPIRED",
          "IMPAIRED",
          "PENDING"
        ],
        "x-extensible-enum": true
      },
      "MemberUseCase": {
        "type": "string",
        "enum": [
          "PFM",
          "MONEY_MOVEMENT"
        ],
        "x-extensible-enum": true
      },
      "Member": {
        "type": "object",
        "required": [
          "guid",
          "user_guid",
          "institution_guid",
          "name",
          "connection_status",
          "is_being_aggregated",
          "is_managed_by_user",
          "is_user_created"
        ],
        "properties": {
          "guid": {
            "$ref": "#/components/schemas/MemberGuid"
          },
          "user_guid": {
            "$ref": "#/components/schemas/UserGuid"
          },
          "institution_guid": {
            "$ref": "#/components/schemas/InstitutionGuid"
          },
          "institution_code": {
            "type": "string"
          },
          "external_guid": {
            "type": [
              "string",
              "null"
            ]
          },
          "name": {
            "type": "string"
          },
          "metadata": {
            "type": [
              "string",
              "null"
            ]
          },
          "connection_status": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/ConnectionStatus"
              },
              {
                "type": [
                  "string",
                  "null"
                ],
                "enum": [
                  null
                ]
              }
            ]
          },
          "connection_status_id": {
            "type": [
              "integer",
              "null"
            ]
          },
          "connection_status_message": {
            "type": "string"
          },
          "is_being_aggregated": {
            "type": "boolean"
          },
          "aggregated_at": {
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "successfully_aggregated_at": {
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "most_recent_job_guid": {
            "type": [
              "string",
              "null"
            ],
            "pattern": "^JOB-[0-9A-Fa-f-]+$",
            "x-mock-unique": "request"
          },
          "background_aggregation_is_disabled": {
            "type": "boolean"
          },
          "is_oauth": {
            "type": "boolean"
          },
          "is_managed_by_user": {
            "type": "boolean"
          },
          "is_user_created": {
            "type": "boolean"
          },
          "is_manual": {
            "type": "boolean"
          },
          "needs_updated_credentials": {
            "type": "boolean"
          },
          "revision": {
            "type": "integer"
          },
          "use_cases": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MemberUseCase"
            }
          },
          "oauth_window_uri": {
            "type": "string"
          }
        }
      },
      "StandardMember": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Member"
          },
          {
            "type": "object",
            "properties": {
              "is_oauth": {
                "type": "boolean",
                "enum": [
                  false
                ]
              }
            }
          }
        ]
      },
      "PendingOAuthMember": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Member"
          },
          {
            "type": "object",
            "required": [
              "is_oauth",
              "connection_status",
              "oauth_window_uri"
            ],
            "properties": {
              "is_oauth": {
                "type": "boolean",
                "enum": [
                  true
                ]
              },
              "connection_status": {
                "const": "PENDING"
              },
              "oauth_window_uri": {
                "type": "string",
                "format": "uri",
                "minLength": 1
              }
            }
          }
        ]
      },
      "NewMember": {
        "x-mock-created": true,
        "oneOf": [
          {
            "$ref": "#/components/schemas/StandardMember"
          },
          {
            "$ref": "#/components/schemas/PendingOAuthMember"
          }
        ]
      },
      "MemberResponseBody": {
        "type": "object",
        "required": [
          "member"
        ],
        "properties": {
          "member": {
            "$ref": "#/components/schemas/NewMember"
          }
        }
      }
    },
    "responses": {
      "UnexpectedError": {
        "content": {
          "application/vnd.mx.nexus.v1+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorResponseBody"
            }
          }
        }
      },
      "MemberCreated": {
        "content": {
          "application/vnd.mx.nexus.v1+json": {
            "schema": {
              "$ref": "#/components/schemas/MemberResponseBody"
            }
          }
        }
      },
      "BadRequest": {
        "content": {
          "application/vnd.mx.nexus.v1+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorResponseBody"
            }
          }
        }
      },
      "Unauthorized": {
        "content": {
          "application/vnd.mx.nexus.v1+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorResponseBody"
            }
          }
        }
      },
      "UnprocessableEntity": {
        "content": {
          "application/vnd.mx.nexus.v1+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorResponseBody"
            }
          }
        }
      }
    }
  }
};
