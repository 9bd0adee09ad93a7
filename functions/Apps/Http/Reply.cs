using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>What came of one attempt: an answer, read or still to be read, or why there is none.</summary>
/// <param name="IsGood">Whether the vendor gave what was asked for.</param>
internal readonly record struct Reply(bool IsGood, Answer? Answer = null, OpenAnswer? Stream = null, AppException? Failure = null);
