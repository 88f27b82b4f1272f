using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Groundwork.UseCases;

/// <summary>How requests, replies and updates look as JSON: in HTTP bodies, on standard output and in tool results alike.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(IngestRequest))]
[JsonSerializable(typeof(IngestReply))]
[JsonSerializable(typeof(IngestUpdate))]
[JsonSerializable(typeof(IngestUpdate.Done), TypeInfoPropertyName = "IngestDone")]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchReply))]
[JsonSerializable(typeof(SearchKeysReply))]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(AskRequest))]
[JsonSerializable(typeof(TuneReply))]
[JsonSerializable(typeof(TuneResetReply))]
[JsonSerializable(typeof(TurnRequest))]
[JsonSerializable(typeof(AskReply))]
[JsonSerializable(typeof(AskUpdate))]
[JsonSerializable(typeof(AskUpdate.Done), TypeInfoPropertyName = "AskDone")]
[JsonSerializable(typeof(AnsweredEvent))]
[JsonSerializable(typeof(BeginConversationRequest))]
[JsonSerializable(typeof(RenameConversationRequest))]
[JsonSerializable(typeof(RateTurnRequest))]
[JsonSerializable(typeof(ConversationReply))]
[JsonSerializable(typeof(ConversationsReply))]
[JsonSerializable(typeof(ConversationDeletedReply))]
[JsonSerializable(typeof(TurnReply))]
[JsonSerializable(typeof(ShareReply))]
[JsonSerializable(typeof(FeedbackListReply))]
[JsonSerializable(typeof(CollectionsReply))]
[JsonSerializable(typeof(DocumentsReply))]
[JsonSerializable(typeof(DocumentReply))]
[JsonSerializable(typeof(DuplicatesReply))]
[JsonSerializable(typeof(DeleteRequest))]
[JsonSerializable(typeof(DeleteReply))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(ReindexRequest))]
[JsonSerializable(typeof(ReindexReply))]
[JsonSerializable(typeof(GenerationsReply))]
[JsonSerializable(typeof(VerifyReply))]
[JsonSerializable(typeof(VerifyDeletedReply))]
[JsonSerializable(typeof(AddSourceRequest))]
[JsonSerializable(typeof(RemoveSourceRequest))]
[JsonSerializable(typeof(RemoveSourceReply))]
[JsonSerializable(typeof(SourceReply))]
[JsonSerializable(typeof(SourcesReply))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(SyncReply))]
[JsonSerializable(typeof(PushRequest))]
[JsonSerializable(typeof(CreateKeyRequest))]
[JsonSerializable(typeof(KeyCreatedReply))]
[JsonSerializable(typeof(KeysReply))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ModelsReply))]
[JsonSerializable(typeof(ModelUsageReply))]
[JsonSerializable(typeof(PricesReply))]
[JsonSerializable(typeof(ReconcileReply))]
[JsonSerializable(typeof(TryModelReply))]
[JsonSerializable(typeof(RunEvalRequest))]
[JsonSerializable(typeof(RescoreRequest))]
[JsonSerializable(typeof(ImportDatasetRequest))]
[JsonSerializable(typeof(DraftDatasetRequest))]
[JsonSerializable(typeof(SampleAnswersRequest))]
[JsonSerializable(typeof(EditDatasetRequest))]
[JsonSerializable(typeof(DatasetReply))]
[JsonSerializable(typeof(DatasetsReply))]
[JsonSerializable(typeof(DatasetSamplesReply))]
[JsonSerializable(typeof(LeakageReply))]
[JsonSerializable(typeof(EvalReply))]
[JsonSerializable(typeof(EvalProgress))]
[JsonSerializable(typeof(EvalRunReply))]
[JsonSerializable(typeof(EvalRunsReply))]
[JsonSerializable(typeof(CompareReply))]
[JsonSerializable(typeof(GateReply))]
[JsonSerializable(typeof(ScorersReply))]
[JsonSerializable(typeof(CertificateReply))]
[JsonSerializable(typeof(RankingReply))]
[JsonSerializable(typeof(CertificatesReply))]
[JsonSerializable(typeof(CreateReviewRequest))]
[JsonSerializable(typeof(NextReviewRequest))]
[JsonSerializable(typeof(VoteRequest))]
[JsonSerializable(typeof(SkipReviewRequest))]
[JsonSerializable(typeof(PromoteReviewRequest))]
[JsonSerializable(typeof(ReviewQueueReply))]
[JsonSerializable(typeof(ReviewQueuesReply))]
[JsonSerializable(typeof(ReviewItemReply))]
[JsonSerializable(typeof(ReviewItemsReply))]
[JsonSerializable(typeof(NextReviewReply))]
[JsonSerializable(typeof(AgreementReply))]
[JsonSerializable(typeof(PinBaselineRequest))]
[JsonSerializable(typeof(DatasetDeletedReply))]
[JsonSerializable(typeof(DriftRequest))]
[JsonSerializable(typeof(DriftReply))]
[JsonSerializable(typeof(AlarmReply))]
[JsonSerializable(typeof(AlarmsReply))]
[JsonSerializable(typeof(StartExperimentRequest))]
[JsonSerializable(typeof(ExperimentReply))]
[JsonSerializable(typeof(ExperimentsReply))]
[JsonSerializable(typeof(InitEvalRequest))]
[JsonSerializable(typeof(InitEvalReply))]
[JsonSerializable(typeof(TryModelUpdate))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(JobReply))]
[JsonSerializable(typeof(JobsReply))]
[JsonSerializable(typeof(JobAccepted))]
public sealed partial class GroundworkJson : JsonSerializerContext
{
    // Generated code assigns every member of an object initialiser and loses the defaults of those a body leaves out; reflection assigns those that are there.
    private static readonly JsonSerializerOptions s_requests = Requests();

    /// <summary>How a request is read whose members have defaults.</summary>
    public static JsonTypeInfo<T> Request<T>() => (JsonTypeInfo<T>)s_requests.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Requests()
    {
        var requests = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        requests.MakeReadOnly();
        return requests;
    }

    /// <summary>What people and programs read: text in every script as itself, not as escapes.</summary>
    public static GroundworkJson Readable => field ??= new GroundworkJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
