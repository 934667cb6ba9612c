// @ts-nocheck
// Written by `npm run generate` from openapi/. Do not edit.
// scripts/generate/compiled-helpers.ts
var numberFormat = (validate) => ({ type: "number", validate });
var numberFormats = {
  int32: numberFormat((value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31),
  int64: numberFormat((value) => Number.isInteger(value) && value >= -(2 ** 63) && value <= 2 ** 63)
};
function characterCount(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

// <stdin>
var pattern0 = new RegExp("^INS-[0-9A-Fa-f-]+$", "u");
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern0.test(data)) {
      const err0 = { instancePath, keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate1.errors = vErrors;
  return errors === 0;
}
var pattern1 = new RegExp("^CRD-[0-9A-Fa-f-]+$", "u");
function validate2(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern1.test(data)) {
      const err0 = { instancePath, keyword: "pattern", params: {}, message: "must be CRD- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate2.errors = vErrors;
  return errors === 0;
}
function validate3(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.credential_guid === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "credential_guid" }, message: "is required in CredentialRequest" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.value === void 0) {
      const err1 = { instancePath, keyword: "required", params: { missingProperty: "value" }, message: "is required in CredentialRequest" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "credential_guid" || key0 === "value")) {
        const err2 = { instancePath, keyword: "additionalProperties", params: {}, message: "has a field that is not in CredentialRequest" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.credential_guid !== void 0) {
      let data0 = data.credential_guid;
      if (typeof data0 === "string") {
        if (!pattern1.test(data0)) {
          const err3 = { instancePath: instancePath + "/credential_guid", keyword: "pattern", params: {}, message: "must be CRD- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/credential_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.value !== void 0) {
      if (!(typeof data.value === "string")) {
        const err5 = { instancePath: instancePath + "/value", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
  } else {
    const err6 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate3.errors = vErrors;
  return errors === 0;
}
function validate4(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "boolean") {
    const err0 = { instancePath, keyword: "type", params: { type: "boolean" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate4.errors = vErrors;
  return errors === 0;
}
function validate5(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "boolean") {
    const err0 = { instancePath, keyword: "type", params: { type: "boolean" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate5.errors = vErrors;
  return errors === 0;
}
function validate6(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate6.errors = vErrors;
  return errors === 0;
}
function validate7(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate7.errors = vErrors;
  return errors === 0;
}
function validate8(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate8.errors = vErrors;
  return errors === 0;
}
function validate9(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === "PFM" || data === "MONEY_MOVEMENT")) {
    const err1 = { instancePath, keyword: "enum", params: {}, message: "must be PFM or MONEY_MOVEMENT" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate9.errors = vErrors;
  return errors === 0;
}
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err0 = { instancePath, keyword: "minItems", params: {}, message: "must not be empty" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== "string") {
        const err1 = { instancePath: instancePath + "/" + i0, keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (!(data0 === "PFM" || data0 === "MONEY_MOVEMENT")) {
        const err2 = { instancePath: instancePath + "/" + i0, keyword: "enum", params: {}, message: "must be PFM or MONEY_MOVEMENT" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, keyword: "type", params: { type: "array" } };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
var schema13 = { "title": "StandardMemberCreateRequest", "type": "object", "required": ["institution_guid", "credentials"], "additionalProperties": false, "properties": { "institution_guid": { "$ref": "#/components/schemas/InstitutionGuid" }, "credentials": { "type": "array", "minItems": 1, "items": { "$ref": "#/components/schemas/CredentialRequest" } }, "is_oauth": { "type": "boolean", "enum": [false] }, "skip_aggregation": { "$ref": "#/components/schemas/SkipAggregation" }, "skip_webhook": { "$ref": "#/components/schemas/SkipWebhook" }, "external_guid": { "$ref": "#/components/schemas/ExternalGuid" }, "metadata": { "$ref": "#/components/schemas/Metadata" }, "name": { "$ref": "#/components/schemas/MemberName" }, "use_cases": { "$ref": "#/components/schemas/UseCases" } } };
var func0 = Object.prototype.hasOwnProperty;
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.institution_guid === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in StandardMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.credentials === void 0) {
      const err1 = { instancePath, keyword: "required", params: { missingProperty: "credentials" }, message: "is required in StandardMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func0.call(schema13.properties, key0)) {
        const err2 = { instancePath, keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "is not a field of StandardMemberCreateRequest" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data0 = data.institution_guid;
      if (typeof data0 === "string") {
        if (!pattern0.test(data0)) {
          const err3 = { instancePath: instancePath + "/institution_guid", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/institution_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.credentials !== void 0) {
      let data1 = data.credentials;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err5 = { instancePath: instancePath + "/credentials", keyword: "minItems", params: {}, message: "must not be empty" };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate3(data1[i0], { instancePath: instancePath + "/credentials/" + i0, parentData: data1, parentDataProperty: i0, rootData, dynamicAnchors })) {
            if (vErrors === null) vErrors = validate3.errors;
            else for (const error of validate3.errors) vErrors.push(error);
            errors = vErrors.length;
          }
        }
      } else {
        const err6 = { instancePath: instancePath + "/credentials", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      let data3 = data.is_oauth;
      if (typeof data3 !== "boolean") {
        const err7 = { instancePath: instancePath + "/is_oauth", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      if (!(data3 === false)) {
        const err8 = { instancePath: instancePath + "/is_oauth", keyword: "enum", params: {}, message: "must be false" };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.skip_aggregation !== void 0) {
      if (typeof data.skip_aggregation !== "boolean") {
        const err9 = { instancePath: instancePath + "/skip_aggregation", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.skip_webhook !== void 0) {
      if (typeof data.skip_webhook !== "boolean") {
        const err10 = { instancePath: instancePath + "/skip_webhook", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      if (typeof data.external_guid !== "string") {
        const err11 = { instancePath: instancePath + "/external_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      if (typeof data.metadata !== "string") {
        const err12 = { instancePath: instancePath + "/metadata", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err13 = { instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      if (!validate10(data.use_cases, { instancePath: instancePath + "/use_cases", parentData: data, parentDataProperty: "use_cases", rootData, dynamicAnchors })) {
        if (vErrors === null) vErrors = validate10.errors;
        else for (const error of validate10.errors) vErrors.push(error);
        errors = vErrors.length;
      }
    }
  } else {
    const err14 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  validate11.errors = vErrors;
  return errors === 0;
}
function validate14(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.institution_guid === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in OAuthMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.is_oauth === void 0) {
      const err1 = { instancePath, keyword: "required", params: { missingProperty: "is_oauth" }, message: "is required in OAuthMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "institution_guid" || key0 === "is_oauth" || key0 === "skip_aggregation" || key0 === "skip_webhook" || key0 === "external_guid" || key0 === "metadata" || key0 === "name" || key0 === "use_cases")) {
        const err2 = { instancePath, keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "is not a field of OAuthMemberCreateRequest" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data0 = data.institution_guid;
      if (typeof data0 === "string") {
        if (!pattern0.test(data0)) {
          const err3 = { instancePath: instancePath + "/institution_guid", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/institution_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      let data1 = data.is_oauth;
      if (typeof data1 !== "boolean") {
        const err5 = { instancePath: instancePath + "/is_oauth", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (!(data1 === true)) {
        const err6 = { instancePath: instancePath + "/is_oauth", keyword: "enum", params: {}, message: "must be true" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.skip_aggregation !== void 0) {
      if (typeof data.skip_aggregation !== "boolean") {
        const err7 = { instancePath: instancePath + "/skip_aggregation", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.skip_webhook !== void 0) {
      if (typeof data.skip_webhook !== "boolean") {
        const err8 = { instancePath: instancePath + "/skip_webhook", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      if (typeof data.external_guid !== "string") {
        const err9 = { instancePath: instancePath + "/external_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      if (typeof data.metadata !== "string") {
        const err10 = { instancePath: instancePath + "/metadata", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err11 = { instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      if (!validate10(data.use_cases, { instancePath: instancePath + "/use_cases", parentData: data, parentDataProperty: "use_cases", rootData, dynamicAnchors })) {
        if (vErrors === null) vErrors = validate10.errors;
        else for (const error of validate10.errors) vErrors.push(error);
        errors = vErrors.length;
      }
    }
  } else {
    const err12 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err12];
    } else {
      vErrors.push(err12);
    }
    errors++;
  }
  validate14.errors = vErrors;
  return errors === 0;
}
function validate16(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs1 = errors;
  if (!validate11(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    if (vErrors === null) vErrors = validate11.errors;
    else for (const error of validate11.errors) vErrors.push(error);
    errors = vErrors.length;
  }
  var _valid0 = _errs1 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs2 = errors;
  if (!validate14(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    if (vErrors === null) vErrors = validate14.errors;
    else for (const error of validate14.errors) vErrors.push(error);
    errors = vErrors.length;
  }
  var _valid0 = _errs2 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
  }
  if (!valid0) {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
    const err0 = { instancePath, keyword: "oneOf", params: { "variants": ["StandardMemberCreateRequest", "OAuthMemberCreateRequest"], "tag": "is_oauth" }, message: "must match exactly one variant" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate16.errors = vErrors;
  return errors === 0;
}
function validate19(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.member === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "member" }, message: "is required in MemberCreateRequestBody" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "member")) {
        const err1 = { instancePath, keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "is not a field of MemberCreateRequestBody" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.member !== void 0) {
      if (!validate16(data.member, { instancePath: instancePath + "/member", parentData: data, parentDataProperty: "member", rootData, dynamicAnchors })) {
        if (vErrors === null) vErrors = validate16.errors;
        else for (const error of validate16.errors) vErrors.push(error);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate19.errors = vErrors;
  return errors === 0;
}
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error !== void 0) {
      let data0 = data.error;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.code !== void 0) {
          let data1 = data0.code;
          const _errs4 = errors;
          let valid2 = false;
          const _errs5 = errors;
          if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
            const err0 = { instancePath: instancePath + "/error/code", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err0];
            } else {
              vErrors.push(err0);
            }
            errors++;
          }
          var _valid0 = _errs5 === errors;
          valid2 = valid2 || _valid0;
          if (!valid2) {
            const _errs7 = errors;
            if (typeof data1 !== "string") {
              const err1 = { instancePath: instancePath + "/error/code", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
            var _valid0 = _errs7 === errors;
            valid2 = valid2 || _valid0;
          }
          if (!valid2) {
            errors = _errs4;
            if (vErrors !== null) {
              if (_errs4) {
                vErrors.length = _errs4;
              } else {
                vErrors = null;
              }
            }
            const err2 = { instancePath: instancePath + "/error/code", keyword: "anyOf", params: { "variants": ["ErrorResponseBody_error_code_anyOf_0", "ErrorResponseBody_error_code_anyOf_1"] }, message: "must match a variant" };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          } else {
            errors = _errs4;
            if (vErrors !== null) {
              if (_errs4) {
                vErrors.length = _errs4;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data0.message !== void 0) {
          if (typeof data0.message !== "string") {
            const err3 = { instancePath: instancePath + "/error/message", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
      } else {
        const err4 = { instancePath: instancePath + "/error", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
  } else {
    const err5 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var pattern5 = new RegExp("^MBR-[0-9A-Fa-f-]+$", "u");
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern5.test(data)) {
      const err0 = { instancePath, keyword: "pattern", params: {}, message: "must be MBR- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var pattern6 = new RegExp("^USR-[0-9A-Fa-f-]+$", "u");
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern6.test(data)) {
      const err0 = { instancePath, keyword: "pattern", params: {}, message: "must be USR- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === "CREATED" || data === "PREVENTED" || data === "DENIED" || data === "CHALLENGED" || data === "REJECTED" || data === "LOCKED" || data === "CONNECTED" || data === "IMPEDED" || data === "RECONNECTED" || data === "DEGRADED" || data === "DISCONNECTED" || data === "DISCONTINUED" || data === "CLOSED" || data === "DELAYED" || data === "FAILED" || data === "UPDATED" || data === "DISABLED" || data === "IMPORTED" || data === "RESUMED" || data === "EXPIRED" || data === "IMPAIRED" || data === "PENDING")) {
    const err1 = { instancePath, keyword: "enum", params: { extensible: true }, message: "is none of the 22 known values" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === "PFM" || data === "MONEY_MOVEMENT")) {
    const err1 = { instancePath, keyword: "enum", params: { extensible: true }, message: "must be PFM or MONEY_MOVEMENT" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
var schema34 = { "title": "Member", "type": "object", "required": ["guid", "user_guid", "institution_guid", "name", "connection_status", "is_being_aggregated", "is_managed_by_user", "is_user_created"], "properties": { "guid": { "$ref": "#/components/schemas/MemberGuid" }, "user_guid": { "$ref": "#/components/schemas/UserGuid" }, "institution_guid": { "$ref": "#/components/schemas/InstitutionGuid" }, "institution_code": { "type": "string" }, "external_guid": { "type": ["string", "null"] }, "name": { "type": "string" }, "metadata": { "type": ["string", "null"] }, "connection_status": { "anyOf": [{ "$ref": "#/components/schemas/ConnectionStatus" }, { "type": ["string", "null"], "enum": [null] }] }, "connection_status_id": { "type": ["integer", "null"] }, "connection_status_message": { "type": "string" }, "is_being_aggregated": { "type": "boolean" }, "aggregated_at": { "type": ["string", "null"], "format": "date-time" }, "successfully_aggregated_at": { "type": ["string", "null"], "format": "date-time" }, "most_recent_job_guid": { "type": ["string", "null"], "pattern": "^JOB-[0-9A-Fa-f-]+$" }, "background_aggregation_is_disabled": { "type": "boolean" }, "is_oauth": { "type": "boolean" }, "is_managed_by_user": { "type": "boolean" }, "is_user_created": { "type": "boolean" }, "is_manual": { "type": "boolean" }, "needs_updated_credentials": { "type": "boolean" }, "revision": { "type": "integer" }, "use_cases": { "type": "array", "items": { "$ref": "#/components/schemas/MemberUseCase" } }, "oauth_window_uri": { "type": "string" } } };
var pattern10 = new RegExp("^JOB-[0-9A-Fa-f-]+$", "u");
var formats0 = /^(?:\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.guid === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.user_guid === void 0) {
      const err1 = { instancePath, keyword: "required", params: { missingProperty: "user_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.institution_guid === void 0) {
      const err2 = { instancePath, keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.name === void 0) {
      const err3 = { instancePath, keyword: "required", params: { missingProperty: "name" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.connection_status === void 0) {
      const err4 = { instancePath, keyword: "required", params: { missingProperty: "connection_status" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.is_being_aggregated === void 0) {
      const err5 = { instancePath, keyword: "required", params: { missingProperty: "is_being_aggregated" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.is_managed_by_user === void 0) {
      const err6 = { instancePath, keyword: "required", params: { missingProperty: "is_managed_by_user" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.is_user_created === void 0) {
      const err7 = { instancePath, keyword: "required", params: { missingProperty: "is_user_created" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.guid !== void 0) {
      let data0 = data.guid;
      if (typeof data0 === "string") {
        if (!pattern5.test(data0)) {
          const err8 = { instancePath: instancePath + "/guid", keyword: "pattern", params: {}, message: "must be MBR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.user_guid !== void 0) {
      let data1 = data.user_guid;
      if (typeof data1 === "string") {
        if (!pattern6.test(data1)) {
          const err10 = { instancePath: instancePath + "/user_guid", keyword: "pattern", params: {}, message: "must be USR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/user_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data2 = data.institution_guid;
      if (typeof data2 === "string") {
        if (!pattern0.test(data2)) {
          const err12 = { instancePath: instancePath + "/institution_guid", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/institution_guid", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.institution_code !== void 0) {
      if (typeof data.institution_code !== "string") {
        const err14 = { instancePath: instancePath + "/institution_code", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      let data4 = data.external_guid;
      if (typeof data4 !== "string" && data4 !== null) {
        const err15 = { instancePath: instancePath + "/external_guid", keyword: "type", params: { type: schema34.properties.external_guid.type } };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err16 = { instancePath: instancePath + "/name", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data6 = data.metadata;
      if (typeof data6 !== "string" && data6 !== null) {
        const err17 = { instancePath: instancePath + "/metadata", keyword: "type", params: { type: schema34.properties.metadata.type } };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.connection_status !== void 0) {
      let data7 = data.connection_status;
      const _errs19 = errors;
      let valid4 = false;
      const _errs20 = errors;
      if (typeof data7 !== "string") {
        const err18 = { instancePath: instancePath + "/connection_status", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (!(data7 === "CREATED" || data7 === "PREVENTED" || data7 === "DENIED" || data7 === "CHALLENGED" || data7 === "REJECTED" || data7 === "LOCKED" || data7 === "CONNECTED" || data7 === "IMPEDED" || data7 === "RECONNECTED" || data7 === "DEGRADED" || data7 === "DISCONNECTED" || data7 === "DISCONTINUED" || data7 === "CLOSED" || data7 === "DELAYED" || data7 === "FAILED" || data7 === "UPDATED" || data7 === "DISABLED" || data7 === "IMPORTED" || data7 === "RESUMED" || data7 === "EXPIRED" || data7 === "IMPAIRED" || data7 === "PENDING")) {
        const err19 = { instancePath: instancePath + "/connection_status", keyword: "enum", params: { extensible: true }, message: "is none of the 22 known values" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
      var _valid0 = _errs20 === errors;
      valid4 = valid4 || _valid0;
      if (!valid4) {
        const _errs23 = errors;
        if (typeof data7 !== "string" && data7 !== null) {
          const err20 = { instancePath: instancePath + "/connection_status", keyword: "type", params: { type: schema34.properties.connection_status.anyOf[1].type } };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        if (!(data7 === null)) {
          const err21 = { instancePath: instancePath + "/connection_status", keyword: "enum", params: {}, message: "must be null" };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        var _valid0 = _errs23 === errors;
        valid4 = valid4 || _valid0;
      }
      if (!valid4) {
        errors = _errs19;
        if (vErrors !== null) {
          if (_errs19) {
            vErrors.length = _errs19;
          } else {
            vErrors = null;
          }
        }
        const err22 = { instancePath: instancePath + "/connection_status", keyword: "anyOf", params: { "variants": ["ConnectionStatus", "Member_connection_status_anyOf_1"] }, message: "must match a variant" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      } else {
        errors = _errs19;
        if (vErrors !== null) {
          if (_errs19) {
            vErrors.length = _errs19;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.connection_status_id !== void 0) {
      let data8 = data.connection_status_id;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8)) && data8 !== null) {
        const err23 = { instancePath: instancePath + "/connection_status_id", keyword: "type", params: { type: schema34.properties.connection_status_id.type } };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.connection_status_message !== void 0) {
      if (typeof data.connection_status_message !== "string") {
        const err24 = { instancePath: instancePath + "/connection_status_message", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.is_being_aggregated !== void 0) {
      if (typeof data.is_being_aggregated !== "boolean") {
        const err25 = { instancePath: instancePath + "/is_being_aggregated", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.aggregated_at !== void 0) {
      let data11 = data.aggregated_at;
      if (typeof data11 !== "string" && data11 !== null) {
        const err26 = { instancePath: instancePath + "/aggregated_at", keyword: "type", params: { type: schema34.properties.aggregated_at.type } };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
      if (typeof data11 === "string") {
        if (!formats0.test(data11)) {
          const err27 = { instancePath: instancePath + "/aggregated_at", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      }
    }
    if (data.successfully_aggregated_at !== void 0) {
      let data12 = data.successfully_aggregated_at;
      if (typeof data12 !== "string" && data12 !== null) {
        const err28 = { instancePath: instancePath + "/successfully_aggregated_at", keyword: "type", params: { type: schema34.properties.successfully_aggregated_at.type } };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
      if (typeof data12 === "string") {
        if (!formats0.test(data12)) {
          const err29 = { instancePath: instancePath + "/successfully_aggregated_at", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
      }
    }
    if (data.most_recent_job_guid !== void 0) {
      let data13 = data.most_recent_job_guid;
      if (typeof data13 !== "string" && data13 !== null) {
        const err30 = { instancePath: instancePath + "/most_recent_job_guid", keyword: "type", params: { type: schema34.properties.most_recent_job_guid.type } };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
      if (typeof data13 === "string") {
        if (!pattern10.test(data13)) {
          const err31 = { instancePath: instancePath + "/most_recent_job_guid", keyword: "pattern", params: {}, message: "must be JOB- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      }
    }
    if (data.background_aggregation_is_disabled !== void 0) {
      if (typeof data.background_aggregation_is_disabled !== "boolean") {
        const err32 = { instancePath: instancePath + "/background_aggregation_is_disabled", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      if (typeof data.is_oauth !== "boolean") {
        const err33 = { instancePath: instancePath + "/is_oauth", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    if (data.is_managed_by_user !== void 0) {
      if (typeof data.is_managed_by_user !== "boolean") {
        const err34 = { instancePath: instancePath + "/is_managed_by_user", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.is_user_created !== void 0) {
      if (typeof data.is_user_created !== "boolean") {
        const err35 = { instancePath: instancePath + "/is_user_created", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.is_manual !== void 0) {
      if (typeof data.is_manual !== "boolean") {
        const err36 = { instancePath: instancePath + "/is_manual", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
    }
    if (data.needs_updated_credentials !== void 0) {
      if (typeof data.needs_updated_credentials !== "boolean") {
        const err37 = { instancePath: instancePath + "/needs_updated_credentials", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
    }
    if (data.revision !== void 0) {
      let data20 = data.revision;
      if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
        const err38 = { instancePath: instancePath + "/revision", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      let data21 = data.use_cases;
      if (Array.isArray(data21)) {
        const len0 = data21.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data22 = data21[i0];
          if (typeof data22 !== "string") {
            const err39 = { instancePath: instancePath + "/use_cases/" + i0, keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
          if (!(data22 === "PFM" || data22 === "MONEY_MOVEMENT")) {
            const err40 = { instancePath: instancePath + "/use_cases/" + i0, keyword: "enum", params: { extensible: true }, message: "must be PFM or MONEY_MOVEMENT" };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
        }
      } else {
        const err41 = { instancePath: instancePath + "/use_cases", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
    }
    if (data.oauth_window_uri !== void 0) {
      if (typeof data.oauth_window_uri !== "string") {
        const err42 = { instancePath: instancePath + "/oauth_window_uri", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err42];
        } else {
          vErrors.push(err42);
        }
        errors++;
      }
    }
  } else {
    const err43 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err43];
    } else {
      vErrors.push(err43);
    }
    errors++;
  }
  validate26.errors = vErrors;
  return errors === 0;
}
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (!validate26(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    if (vErrors === null) vErrors = validate26.errors;
    else for (const error of validate26.errors) vErrors.push(error);
    errors = vErrors.length;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.is_oauth !== void 0) {
      let data0 = data.is_oauth;
      if (typeof data0 !== "boolean") {
        const err0 = { instancePath: instancePath + "/is_oauth", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
      if (!(data0 === false)) {
        const err1 = { instancePath: instancePath + "/is_oauth", keyword: "enum", params: {}, message: "must be false" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
  } else {
    const err2 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
var formats4 = /^[a-z][a-z\d+.-]*:(?:\/\/\[[\da-f:.]+\])?[\w.~:/?@!$&'()*+,;=-]*(?:%[\da-f]{2}[\w.~:/?@!$&'()*+,;=-]*)*(?:#[\w.~:/?@!$&'()*+,;=-]*(?:%[\da-f]{2}[\w.~:/?@!$&'()*+,;=-]*)*)?$/i;
var func1 = characterCount;
function validate29(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (!validate26(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    if (vErrors === null) vErrors = validate26.errors;
    else for (const error of validate26.errors) vErrors.push(error);
    errors = vErrors.length;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.is_oauth === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "is_oauth" }, message: "is required" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.connection_status === void 0) {
      const err1 = { instancePath, keyword: "required", params: { missingProperty: "connection_status" }, message: "is required" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.oauth_window_uri === void 0) {
      const err2 = { instancePath, keyword: "required", params: { missingProperty: "oauth_window_uri" }, message: "is required" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.is_oauth !== void 0) {
      let data0 = data.is_oauth;
      if (typeof data0 !== "boolean") {
        const err3 = { instancePath: instancePath + "/is_oauth", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (!(data0 === true)) {
        const err4 = { instancePath: instancePath + "/is_oauth", keyword: "enum", params: {}, message: "must be true" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.connection_status !== void 0) {
      if ("PENDING" !== data.connection_status) {
        const err5 = { instancePath: instancePath + "/connection_status", keyword: "const", params: {}, message: "must be PENDING" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.oauth_window_uri !== void 0) {
      let data2 = data.oauth_window_uri;
      if (typeof data2 === "string") {
        if (func1(data2) < 1) {
          const err6 = { instancePath: instancePath + "/oauth_window_uri", keyword: "minLength", params: {}, message: "must not be empty" };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (!formats4.test(data2)) {
          const err7 = { instancePath: instancePath + "/oauth_window_uri", keyword: "format", params: {}, message: "must be an absolute URI" };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/oauth_window_uri", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
  } else {
    const err9 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  validate29.errors = vErrors;
  return errors === 0;
}
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs1 = errors;
  if (!validate27(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    if (vErrors === null) vErrors = validate27.errors;
    else for (const error of validate27.errors) vErrors.push(error);
    errors = vErrors.length;
  }
  var _valid0 = _errs1 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs2 = errors;
  if (!validate29(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    if (vErrors === null) vErrors = validate29.errors;
    else for (const error of validate29.errors) vErrors.push(error);
    errors = vErrors.length;
  }
  var _valid0 = _errs2 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
  }
  if (!valid0) {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
    const err0 = { instancePath, keyword: "oneOf", params: { "variants": ["StandardMember", "PendingOAuthMember"], "tag": "is_oauth" }, message: "must match exactly one variant" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate31.errors = vErrors;
  return errors === 0;
}
function validate34(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.member === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "member" }, message: "is required in MemberResponseBody" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.member !== void 0) {
      if (!validate31(data.member, { instancePath: instancePath + "/member", parentData: data, parentDataProperty: "member", rootData, dynamicAnchors })) {
        if (vErrors === null) vErrors = validate31.errors;
        else for (const error of validate31.errors) vErrors.push(error);
        errors = vErrors.length;
      }
    }
  } else {
    const err1 = { instancePath, keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate34.errors = vErrors;
  return errors === 0;
}
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "boolean") {
    const err0 = { instancePath, keyword: "type", params: { type: "boolean" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate36.errors = vErrors;
  return errors === 0;
}
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    const err0 = { instancePath, keyword: "type", params: { type: "integer" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate37.errors = vErrors;
  return errors === 0;
}
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate38.errors = vErrors;
  return errors === 0;
}
var schema47 = { "type": ["string", "null"], "enum": [null] };
function validate39(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string" && data !== null) {
    const err0 = { instancePath, keyword: "type", params: { type: schema47.type } };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === null)) {
    const err1 = { instancePath, keyword: "enum", params: {}, message: "must be null" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate39.errors = vErrors;
  return errors === 0;
}
export {
  validate24 as ConnectionStatus,
  validate2 as CredentialGuid,
  validate3 as CredentialRequest,
  validate21 as ErrorResponseBody,
  validate37 as ErrorResponseBody_error_code_anyOf_0,
  validate38 as ErrorResponseBody_error_code_anyOf_1,
  validate6 as ExternalGuid,
  validate1 as InstitutionGuid,
  validate26 as Member,
  validate16 as MemberCreateRequest,
  validate19 as MemberCreateRequestBody,
  validate22 as MemberGuid,
  validate8 as MemberName,
  validate34 as MemberResponseBody,
  validate25 as MemberUseCase,
  validate39 as Member_connection_status_anyOf_1,
  validate7 as Metadata,
  validate31 as NewMember,
  validate14 as OAuthMemberCreateRequest,
  validate29 as PendingOAuthMember,
  validate4 as SkipAggregation,
  validate5 as SkipWebhook,
  validate27 as StandardMember,
  validate11 as StandardMemberCreateRequest,
  validate9 as UseCase,
  validate10 as UseCases,
  validate23 as UserGuid,
  validate36 as createMember_header_MX_Skip_Webhook
};
