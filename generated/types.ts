// Written by `npm run generate` from openapi/. Do not edit.
/** The GUID of a financial institution, from institution search. Other MX APIs take an `institution_code` in its place; Nexus does not. */
export type InstitutionGuid = string;
/** The GUID of one credential that the institution requires, such as a user name or a password. List the required credentials with `GET /institutions/{institution_guid}/credentials`. */
export type CredentialGuid = string;
/** One credential that the institution requires, with the value that the end user typed in. */
export interface CredentialRequest {
    /** @description The GUID of one credential that the institution requires, such as a user name or a password. List the required credentials with `GET /institutions/{institution_guid}/credentials`. */
    credential_guid: CredentialGuid;
    /**
     * Format: password
     * @description What the end user typed in. It is a secret; never log it.
     * @example example-password
     */
    value: string;
}
/** Send `true` to stop the automatic aggregation that follows the creation of a standard member, or the finished sign-in of an OAuth member. Use it if you start the aggregation yourself later. */
export type SkipAggregation = boolean;
/** Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the field, MX sends it. The header `MX-Skip-Webhook` does the same. */
export type SkipWebhook = boolean;
/** Your ID for the member and the idempotency key. Store it, then send it with every create. It must be unique across all your users' members. After a 422, look the member up by it. Without one, the member has none. */
export type ExternalGuid = string;
/** Your own data about the member, as one string. To store an object, send it as JSON text. Without it, the member has none. */
export type Metadata = string;
/** A display name that replaces the institution's own. Leave it out: MX wants you to send one only after you have agreed it with an MX integration engineer. Without one, the member takes the name of the institution. */
export type MemberName = string;
/** What the data of a member is used for. */
export type UseCase = "PFM" | "MONEY_MOVEMENT";
/** What the member is for, one or both. Required with every create and update once MX has switched use cases on for you; otherwise leave it out. Without it, it is not set. */
export type UseCases = UseCase[];
/** A member at an institution that asks for credentials. MX validates them at once and starts to aggregate, unless `skip_aggregation` is `true`. */
export interface StandardMemberCreateRequest {
    /** @description The GUID of a financial institution, from institution search. Other MX APIs take an `institution_code` in its place; Nexus does not. */
    institution_guid: InstitutionGuid;
    /** @description The end user's values for the credentials that the institution requires, at least one. List the required credentials with `GET /institutions/{institution_guid}/credentials` for each member that you create, or cache them for at most a day: they change, and outdated ones are rejected with 400. */
    credentials: CredentialRequest[];
    /**
     * @description Leave it out, or send `false`, for a standard member.
     * @default false
     * @enum {boolean}
     */
    is_oauth?: false;
    /** @description Send `true` to stop the automatic aggregation that follows the creation of a standard member, or the finished sign-in of an OAuth member. Use it if you start the aggregation yourself later. */
    skip_aggregation?: SkipAggregation;
    /** @description Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the field, MX sends it. The header `MX-Skip-Webhook` does the same. */
    skip_webhook?: SkipWebhook;
    /** @description Your ID for the member and the idempotency key. Store it, then send it with every create. It must be unique across all your users' members. After a 422, look the member up by it. Without one, the member has none. */
    external_guid?: ExternalGuid;
    /** @description Your own data about the member, as one string. To store an object, send it as JSON text. Without it, the member has none. */
    metadata?: Metadata;
    /** @description A display name that replaces the institution's own. Leave it out: MX wants you to send one only after you have agreed it with an MX integration engineer. Without one, the member takes the name of the institution. */
    name?: MemberName;
    /** @description What the member is for, one or both. Required with every create and update once MX has switched use cases on for you; otherwise leave it out. Without it, it is not set. */
    use_cases?: UseCases;
}
/** A member at an institution that supports OAuth (`supports_oauth`). Send no credentials: the end user signs in at the institution, through the `oauth_window_uri` of the response, within one hour. After that MX deletes the pending member. */
export interface OAuthMemberCreateRequest {
    /** @description The GUID of a financial institution, from institution search. Other MX APIs take an `institution_code` in its place; Nexus does not. */
    institution_guid: InstitutionGuid;
    /**
     * @description Must be `true` for an OAuth member.
     * @enum {boolean}
     */
    is_oauth: true;
    /** @description Send `true` to stop the automatic aggregation that follows the creation of a standard member, or the finished sign-in of an OAuth member. Use it if you start the aggregation yourself later. */
    skip_aggregation?: SkipAggregation;
    /** @description Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the field, MX sends it. The header `MX-Skip-Webhook` does the same. */
    skip_webhook?: SkipWebhook;
    /** @description Your ID for the member and the idempotency key. Store it, then send it with every create. It must be unique across all your users' members. After a 422, look the member up by it. Without one, the member has none. */
    external_guid?: ExternalGuid;
    /** @description Your own data about the member, as one string. To store an object, send it as JSON text. Without it, the member has none. */
    metadata?: Metadata;
    /** @description A display name that replaces the institution's own. Leave it out: MX wants you to send one only after you have agreed it with an MX integration engineer. Without one, the member takes the name of the institution. */
    name?: MemberName;
    /** @description What the member is for, one or both. Required with every create and update once MX has switched use cases on for you; otherwise leave it out. Without it, it is not set. */
    use_cases?: UseCases;
    credentials?: never;
}
/** The member to create, with credentials or by OAuth. */
export type MemberCreateRequest = StandardMemberCreateRequest | OAuthMemberCreateRequest;
/** The request body. It has the field `member` and no other. */
export interface MemberCreateRequestBody {
    /** @description The member to create, with credentials or by OAuth. */
    member: MemberCreateRequest;
}
/** The body of an error response. It may be missing. Branch on the HTTP status; the code and the message are for your logs and can change. */
export interface ErrorResponseBody {
    /** @description What went wrong. */
    error?: {
        /**
         * @description MX's error code. Known codes: 4001, 4002, 4011 and 4220.
         * @example 4220
         */
        code?: number | string;
        /**
         * @description A message for your logs.
         * @example The request could not be carried out
         */
        message?: string;
    };
}
/** MX's identifier of the member. It can change when an OAuth sign-in ends in a member that the user already had, so use the GUID from your latest read. */
export type MemberGuid = string;
/** MX's identifier of the user that the member belongs to. It is the user of the session token. */
export type UserGuid = string;
/** The state of the connection to the institution. The list can grow: if you don't know a value, wait and poll again. `connection_status_id` is the same state as a number, the position in this list counted from 0: 0 is `CREATED`, 21 is `PENDING`. */
export type ConnectionStatus = "CREATED" | "PREVENTED" | "DENIED" | "CHALLENGED" | "REJECTED" | "LOCKED" | "CONNECTED" | "IMPEDED" | "RECONNECTED" | "DEGRADED" | "DISCONNECTED" | "DISCONTINUED" | "CLOSED" | "DELAYED" | "FAILED" | "UPDATED" | "DISABLED" | "IMPORTED" | "RESUMED" | "EXPIRED" | "IMPAIRED" | "PENDING" | (string & {});
/** What the data of a member is used for. The list can grow. */
export type MemberUseCase = "PFM" | "MONEY_MOVEMENT" | (string & {});
/** The connection between one end user and one institution. Ignore fields that you don't know: MX can add some at any time. */
export interface Member {
    /** @description MX's identifier of the member. It can change when an OAuth sign-in ends in a member that the user already had, so use the GUID from your latest read. */
    guid: MemberGuid;
    /** @description MX's identifier of the user that the member belongs to. It is the user of the session token. */
    user_guid: UserGuid;
    /** @description The GUID of a financial institution, from institution search. Other MX APIs take an `institution_code` in its place; Nexus does not. */
    institution_guid: InstitutionGuid;
    /**
     * @description Short code of the institution.
     * @example chase
     */
    institution_code?: string;
    /**
     * @description Your own identifier of the member, or null if you sent none.
     * @example link-1001
     */
    external_guid?: string | null;
    /**
     * @description The name of the institution, unless the request set another one. Like all strings it can contain `<`, `>` and quotes: escape it before you show it in HTML.
     * @example Chase Bank
     */
    name: string;
    /**
     * @description Your own data about the member as one string, or null. Don't parse it without checking: it need not be JSON. In the published example it is not.
     * @example {"opened_from":"onboarding"}
     */
    metadata?: string | null;
    /** @description The state of the connection to the institution. Null for a member that has no credentials and does not aggregate, for example a manual one. */
    connection_status: ConnectionStatus | (null);
    /**
     * @description The connection status as a number, or null: the position in the enum of `connection_status`, counted from 0 (0 is `CREATED`, 21 is `PENDING`).
     * @example 6
     */
    connection_status_id?: number | null;
    /** @description A message about the connection status that you can show to the end user. */
    connection_status_message?: string;
    /** @description Whether a job was running when the response was sent. After the creation of a standard member, poll until it is `false` again. */
    is_being_aggregated: boolean;
    /**
     * Format: date-time
     * @description When the latest aggregation began, or null. Ends in `Z` or in an offset such as `-00:00`. If you delete a member and create it again within MX's throttle window, usually three hours, or create it again with `skip_aggregation`, it shows the earlier time.
     * @example 2016-10-13T18:07:57.000Z
     */
    aggregated_at?: string | null;
    /**
     * Format: date-time
     * @description When the latest successful aggregation took place, or null. Ends in `Z` or in an offset such as `-00:00`.
     * @example 2016-10-13T17:57:38.000Z
     */
    successfully_aggregated_at?: string | null;
    /**
     * @description The GUID of the member's latest job, or null if there was none.
     * @example JOB-d6bb804b-6d12-44f1-b0ad-403441c03372
     */
    most_recent_job_guid?: string | null;
    /** @description Whether scheduled aggregation is turned off for the member. */
    background_aggregation_is_disabled?: boolean;
    /** @description Whether the end user connects by OAuth. */
    is_oauth?: boolean;
    /** @description `false` for members that were created through the managed-member feature. */
    is_managed_by_user: boolean;
    /** @description Who created the member. Do not rely on it before MX has told you what it means for you. */
    is_user_created: boolean;
    /** @description Whether the member belongs to a manual account. */
    is_manual?: boolean;
    /** @description A flag of MX's own. While it is `true`, MX does not aggregate. An update of the credentials clears it. */
    needs_updated_credentials?: boolean;
    /**
     * @description A number that grows with each update of the member.
     * @example 1
     */
    revision?: number;
    /** @description What the member is for. */
    use_cases?: MemberUseCase[];
    /**
     * @description Where to send the end user of an OAuth member. Absent or empty for a standard member.
     * @example
     */
    oauth_window_uri?: string;
}
/** A standard member, created with credentials. */
export type StandardMember = Member & {
    /**
     * @description `false` for a standard member, or absent.
     * @enum {boolean}
     */
    is_oauth?: false;
};
/** A member created by OAuth. It stays `PENDING` until the end user has signed in at the institution; after one hour without a sign-in MX deletes it. Poll until the status is no longer `PENDING` and `is_being_aggregated` is `false`, and stop after an hour. */
export type PendingOAuthMember = Member & {
    /**
     * @description Always `true` for an OAuth member.
     * @enum {boolean}
     */
    is_oauth: true;
    /**
     * @description Always `PENDING` right after the creation.
     * @constant
     */
    connection_status: "PENDING";
    /**
     * Format: uri
     * @description Where to send the end user. From a mobile app, open it in the system browser. It works once and includes its scheme: do not build it, store it, or add anything to it. `GET /members/{member_guid}/oauth_window_uri` returns a new one, and takes the hints that bring the user back to your app.
     * @example https://oauth.example.com/oauth/predirect_to/MBR-77777777-7777-7777-7777-777777777773/example-one-time-token
     */
    oauth_window_uri: string;
};
/** A member right after its creation, with credentials or by OAuth. */
export type NewMember = StandardMember | PendingOAuthMember;
/** The body of a successful response. */
export interface MemberResponseBody {
    /** @description A member right after its creation, with credentials or by OAuth. */
    member: NewMember;
}
export interface paths {
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create member
         * @description Connects the end user of the session to one institution. The session token identifies the user; there is no user in the path or in the body.
         *
         *     | What differs | Standard member | OAuth member |
         *     |---|---|---|
         *     | Send | `institution_guid` and `credentials` | `institution_guid` and `is_oauth: true`, no credentials |
         *     | The institution | asks for credentials | supports OAuth (`supports_oauth`) |
         *     | `connection_status` in the response | `CREATED` for a new member | `PENDING` |
         *     | What happens next | MX validates the credentials and aggregates at once | the end user opens `oauth_window_uri` and signs in; aggregation follows |
         *     | With `skip_aggregation: true` | no aggregation | no aggregation after the sign-in |
         *
         *     Do not connect the same user twice to the same institution with the same login: many data providers do not support it, and the behavior is undefined. Nexus rejects the second member with 422. The rule holds for OAuth too, where the login is known only after the sign-in.
         *
         *     Send an `external_guid` with every create. After a timeout or a 5xx, retry with the same one; after a 422, look the member up by it.
         */
        post: operations["createMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        InstitutionGuid: InstitutionGuid;
        CredentialGuid: CredentialGuid;
        CredentialRequest: CredentialRequest;
        SkipAggregation: SkipAggregation;
        SkipWebhook: SkipWebhook;
        ExternalGuid: ExternalGuid;
        Metadata: Metadata;
        MemberName: MemberName;
        UseCase: UseCase;
        UseCases: UseCases;
        StandardMemberCreateRequest: StandardMemberCreateRequest;
        OAuthMemberCreateRequest: OAuthMemberCreateRequest;
        MemberCreateRequest: MemberCreateRequest;
        MemberCreateRequestBody: MemberCreateRequestBody;
        ErrorResponseBody: ErrorResponseBody;
        MemberGuid: MemberGuid;
        UserGuid: UserGuid;
        ConnectionStatus: ConnectionStatus;
        MemberUseCase: MemberUseCase;
        Member: Member;
        StandardMember: StandardMember;
        PendingOAuthMember: PendingOAuthMember;
        NewMember: NewMember;
        MemberResponseBody: MemberResponseBody;
    };
    responses: {
        /** @description Any other error status. Branch on the status alone: codes and messages are for your logs and can change. After a 5xx the outcome is unknown: the member may exist. Retry with the same `external_guid`; without one, look the member up first. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": ErrorResponseBody;
            };
        };
        /** @description The member exists. A standard member comes back in its current state; an OAuth member is `PENDING` and has the one-time `oauth_window_uri`. Ignore fields that you don't know: MX can add some at any time. */
        MemberCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": MemberResponseBody;
            };
        };
        /**
         * @description No member was created. Fix the request first: a retry of the same request fails again. One of four causes:
         *
         *     - a required parameter is missing (code 4001);
         *     - a parameter is invalid (code 4002);
         *     - the credential GUIDs are out of date: list the required credentials again with `GET /institutions/{institution_guid}/credentials`, and show the new inputs to the user;
         *     - the institution does not support OAuth.
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": ErrorResponseBody;
            };
        };
        /** @description No member was created. The session token is missing, invalid, or expired (code 4011). Get a new session token and retry once. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": ErrorResponseBody;
            };
        };
        /**
         * @description Nexus rejected the request (code 4220). This request created no member, but an earlier attempt may have. One of three causes:
         *
         *     - the user already has a member at this institution with the same login;
         *     - the `external_guid` already belongs to one of your members;
         *     - the `institution_guid` does not exist.
         *
         *     If you sent an `external_guid`, look the member up by it. Other MX APIs use 409 where Nexus uses 422.
         */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": ErrorResponseBody;
            };
        };
    };
    parameters: {
        /** @description Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the header, MX sends it. The body field `skip_webhook` does the same. */
        "MX-Skip-Webhook": boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the header, MX sends it. The body field `skip_webhook` does the same. */
                "MX-Skip-Webhook"?: components["parameters"]["MX-Skip-Webhook"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The member to create, inside a `member` envelope. */
        requestBody: {
            content: {
                "application/vnd.mx.nexus.v1+json": MemberCreateRequestBody;
            };
        };
        responses: {
            200: components["responses"]["MemberCreated"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            422: components["responses"]["UnprocessableEntity"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
