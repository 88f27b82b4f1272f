using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Groundwork.Server.Api;

/// <summary>What <c>/openapi/v1.json</c> says beyond the shapes.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Groundwork",
            Version = ProductVersion.Text,
            Description = "Your documents become passages; passages become answers whose every claim can be checked to the character. Spans are UTF-16 code units.",
        };
        document.Servers = [];
        return Task.CompletedTask;
    });

    /// <summary>Describes a parameter of the query string.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, string name, string description, bool isNumber = false, bool isRequired = false) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Required = isRequired,
                Schema = new OpenApiSchema { Type = isNumber ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
