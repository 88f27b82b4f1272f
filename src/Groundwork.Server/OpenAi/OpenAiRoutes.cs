using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Groundwork.Server.OpenAi;

/// <summary>The addresses that speak the OpenAI wire format. A model's name is a route, or <c>collection:NAME</c> for cited answers.</summary>
internal static class OpenAiRoutes
{
    /// <summary>Where they all begin.</summary>
    public static readonly PathString Prefix = new("/v1");

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        // Made once: what a request takes from the services of its own costs a scope.
        var workspace = routes.ServiceProvider.GetRequiredService<Workspace>();
        var models = new ModelsEndpoint(workspace);
        var group = routes.MapGroup(Prefix.Value!).WithTags("openai");
        Describe(group.MapPost("/chat/completions", (RequestDelegate)new ChatCompletionsEndpoint(workspace).HandleAsync), "Chat with a route or a collection, streamed or not, in the OpenAI wire format");
        Describe(group.MapPost("/responses", (RequestDelegate)new ResponsesEndpoint(workspace).HandleAsync), "The same in the form of the Responses API, without state between requests");
        Describe(group.MapPost("/embeddings", (RequestDelegate)new EmbeddingsEndpoint(workspace).HandleAsync), "Vectors of texts");
        Describe(group.MapGet("/models", (RequestDelegate)models.ListAsync), "The models that this key may name");
        Describe(group.MapGet("/models/{model}", (RequestDelegate)models.ShowAsync), "One model");
    }

    private static void Describe(IEndpointConventionBuilder endpoint, string summary) => endpoint.WithMetadata(new EndpointSummaryAttribute(summary));
}
