using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.OpenAi;

/// <summary>The addresses that speak the OpenAI wire format. A model's name is a route, or <c>collection:NAME</c> for cited answers.</summary>
internal static class OpenAiRoutes
{
    /// <summary>Where they all begin.</summary>
    public static readonly PathString Prefix = new("/v1");

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Prefix.Value!).WithTags("openai");
        Describe(group.MapPost("/chat/completions", (RequestDelegate)ChatCompletionsEndpoint.HandleAsync), "Chat with a route or a collection, streamed or not, in the OpenAI wire format");
        Describe(group.MapPost("/responses", (RequestDelegate)ResponsesEndpoint.HandleAsync), "The same in the form of the Responses API, without state between requests");
        Describe(group.MapPost("/embeddings", (RequestDelegate)EmbeddingsEndpoint.HandleAsync), "Vectors of texts");
        Describe(group.MapGet("/models", (RequestDelegate)ModelsEndpoint.ListAsync), "The models that this key may name");
        Describe(group.MapGet("/models/{model}", (RequestDelegate)ModelsEndpoint.ShowAsync), "One model");
    }

    private static void Describe(IEndpointConventionBuilder endpoint, string summary) => endpoint.WithMetadata(new EndpointSummaryAttribute(summary));
}
